<?php
// Runs before a snippet: whatever its SDK asks is answered by the sandbox, which an
// authority of ours vouches for; what ends a snippet is said last.
require "vendor/autoload.php";

(function () {
    $address = substr(getenv("SANDBOX_URL"), strlen("https://"));
    $curl = new Stripe\HttpClient\CurlClient([
        CURLOPT_CONNECT_TO => ["::$address"],
        CURLOPT_CAINFO => getenv("SANDBOX_AUTHORITY"),
    ]);
    Stripe\ApiRequestor::setHttpClient($curl);
    if (method_exists(Stripe\Stripe::class, "setCABundlePath")) {
        Stripe\Stripe::setCABundlePath(getenv("SANDBOX_AUTHORITY"));
    }
    Stripe\Stripe::setApiVersion(getenv("SANDBOX_VERSION"));
})();

set_exception_handler(function ($error) {
    fwrite(STDERR, $error->getTraceAsString() . PHP_EOL);
    fwrite(STDERR, get_class($error) . ": " . $error->getMessage() . PHP_EOL);
    exit(255);
});
