"""What each SDK has beside its calls, and what users of it take for granted."""

import builtins
import re
from typing import NamedTuple

from sandbox.languages.reading.program.values import Bench, Library


class Idioms(NamedTuple):
    """The words of one language that make no call.

    `roots` are names of the SDK itself, or habitual ones of a client. `clients` make
    one, `keys` give it the API key, `others` are known and ask nothing. `outside` are
    names of the language, and of the frameworks that examples stand in. `shows` says
    that the last line of a program may be a mere value. `get` is what reading a field
    begins with.
    """

    roots: dict[str, Library | Bench]
    clients: frozenset[str]
    keys: frozenset[str]
    others: frozenset[str]
    outside: frozenset[str]
    shows: bool = False
    get: str = ""


def words(text: str) -> frozenset[str]:
    """Words, with blanks between them."""
    return frozenset(text.split())


SDK = Library()
CLIENT = Library("", client=True)

WEB = "request req response res session app router ctx context self this args argv"
"""What examples take from the framework that they stand in."""

ERRORS = frozenset(name for name in dir(builtins) if name[:1].isupper())
"""What Python calls its errors, and True, False and None."""

IDIOMS = {
    "python": Idioms(
        {"stripe": SDK, "client": CLIENT, "sandbox": Bench()},
        words("StripeClient"),
        words("api_key"),
        words("api_version api_base max_network_retries log default_http_client error "
              "verify_ssl_certs ca_bundle_path client_id proxy app_info set_app_info "
              "http_client Webhook WebhookSignature SignatureVerificationError "
              "StripeObject ListObject Event.construct_from util oauth OAuth "
              "raw_request deserialize construct_event enable_telemetry"),
        words("print len str int float bool dict list set tuple range open repr os "
              "sys json logging log time datetime jsonify render_template redirect "
              "flask Flask django get_object_or_404 HttpResponse JsonResponse __name__ "
              "isinstance enumerate zip sorted sum min max any all next iter type "
              f"input uuid __doc__ __file__ {WEB}") | ERRORS,
        shows=True,
    ),
    "ruby": Idioms(
        {"Stripe": SDK, "client": CLIENT},
        words("StripeClient.new"),
        words("api_key"),
        words("api_version api_base max_network_retries log_level logger open_timeout "
              "read_timeout ca_bundle_path verify_ssl_certs StripeObject Webhook "
              "ListObject Util OAuth Event.construct_from raw_request set_app_info "
              "enable_telemetry deserialize construct_event"),
        words("puts p print pp require require_relative raise abort ENV ARGV JSON Time "
              "SecureRandom render redirect_to redirect head flash logger format loop "
              "lambda proc status env error "
              "post get put delete set before body halt content_type erb settings "
              "Rails Date Logger StandardError attr_accessor private include "
              "protected public module_function exit gets sleep rand binding "
              f"__FILE__ params {WEB}"),
        shows=True,
    ),
    "php": Idioms(
        {"Stripe": SDK, "$stripe": CLIENT, "$client": CLIENT},
        words("StripeClient"),
        words("Stripe.setApiKey"),
        words("Stripe.setApiVersion Stripe.setMaxNetworkRetries Stripe.setAppInfo "
              "Stripe.setClientId Stripe.setVerifySslCerts Stripe.getApiKey "
              "Stripe.setCABundlePath Stripe.setAccountId Stripe.setLogger Webhook "
              "WebhookSignature StripeObject Collection Error Exception "
              "Event.constructFrom OAuth ApiRequestor HttpClient Util rawRequest "
              "request deserialize"),
        words("$_POST $_GET $_SERVER $_ENV $_SESSION $_REQUEST $_COOKIE $argv $this "
              "$request $response $app require require_once var_dump print_r echo "
              "json_encode json_decode getenv count uniqid date time printf sprintf "
              "fprintf vprintf vsprintf "
              "http_response_code header exit die file_get_contents error_log isset "
              "empty stdClass Exception PHP_EOL define in_array array_map dirname "
              "__DIR__ __FILE__ session_id microtime config env print strtotime"),
    ),
    "java": Idioms(
        {"client": CLIENT, "stripeClient": CLIENT, "Stripe": Library("Stripe")},
        words("StripeClient"),
        words("Stripe.apiKey"),
        words("Stripe.apiVersion Stripe.setMaxNetworkRetries Stripe.setConnectTimeout "
              "Stripe.setReadTimeout Stripe.setAppInfo Stripe.setApiBase "
              "Stripe.overrideApiBase Stripe.clientId Stripe.setConnectionProxy "
              "Stripe.enableTelemetry rawRequest deserialize StripeClient.builder"),
        words("System out String Integer Long Boolean Object Math Arrays Collections "
              "UUID Gson LoggerFactory Optional Instant GSON ApiResource Webhook "
              "post get "
              f"default BigDecimal RequestMethod RawRequestOptions logger {WEB}"),
        get="get",
    ),
    "node": Idioms(
        {"stripe": CLIENT, "Stripe": Library("Stripe", client=True)},
        words("Stripe require.stripe"),
        words("setApiKey"),
        words("setApiVersion setMaxNetworkRetries setTimeout setHttpAgent setAppInfo "
              "rawRequest webhooks errors on off once oauth setHost setPort "
              "setProtocol Stripe.errors Stripe.webhooks Stripe.createFetchHttpClient"),
        words("console process require module exports JSON Promise Math Date Number "
              "String Object Array Boolean parseInt parseFloat setTimeout window "
              "document fetch Error Buffer express bodyParser next setInterval alert "
              f"undefined crypto $ event NaN encodeURIComponent {WEB}"),
    ),
    "go": Idioms(
        {"sc": CLIENT, "client": Library("client"), "stripe": Library("stripe")},
        words("stripe.NewClient client.New client.API stripe.NewBackends"),
        words("stripe.Key"),
        words("stripe.DefaultLeveledLogger stripe.SetBackend stripe.SetAppInfo Init "
              "stripe.SetHTTPClient stripe.LogLevel stripe.EnableTelemetry RawRequest "
              "stripe.GetBackend stripe.NewBackendWithConfig stripe.NewIdempotencyKey "
              "stripe.SetMaxNetworkRetries stripe.WithBackends "
              "stripe.NewBackendsWithConfig"),
        words("log fmt os http json context time strconv errors err nil panic print "
              "println string int int64 append make new len bytes io ioutil webhook "
              "form math rand uuid _ w r float64 error flag gin c echo strings "
              f"sort sync testing t {WEB}"),
    ),
}  # fmt: skip
"""The idioms of each language."""

TYPED = {
    "go": re.compile(r"(\w+)\s+\*(?:stripe\.Client|client\.API)\b"),
    "java": re.compile(r"\bStripeClient\s+(\w+)\s*[,;)]"),
    "php": re.compile(r"\bStripeClient\s+\$(\w+)\s*[,;)=]"),
    "python": re.compile(r"\b(\w+)\s*:\s*(?:stripe\.)?StripeClient\b"),
}
"""How a field, or what a function takes, is said to be a client."""


def handed(code: str, language: str) -> set[str]:
    """The names of clients that code is handed, as their types tell.

    >>> handed("func pay(payments *stripe.Client) {}", "go")
    {'payments'}
    """
    found = TYPED[language].findall(code) if language in TYPED else []
    return {*found, *(f"${name}" for name in found if language == "php")}
