<?php
// A stand-in of ours for stripe/stripe-php: only what the snippets of the tests ask of it.
namespace Stripe {
    class Stripe
    {
        public static $key;
        public static $version;
        public static $authorities = "authorities.pem";

        public static function setApiKey($key)
        {
            self::$key = $key;
        }

        public static function setApiVersion($version)
        {
            self::$version = $version;
        }

        public static function setCABundlePath($path)
        {
            self::$authorities = $path;
        }
    }

    class ApiRequestor
    {
        private static $client;

        public static function setHttpClient($client)
        {
            self::$client = $client;
        }

        public static function ask($path, $params = null)
        {
            [$status, $answer] = self::$client->ask("https://api.stripe.com$path", $params);
            if ($status != 200) {
                throw new \Exception($answer->error->message);
            }
            return $answer;
        }
    }

    class Customer
    {
        public $sources;

        public static function retrieve($id)
        {
            $customer = new self();
            $url = ApiRequestor::ask("/v1/customers/$id")->sources->url;
            $customer->sources = new Sources($url);
            return $customer;
        }
    }

    class Sources
    {
        private $url;

        public function __construct($url)
        {
            $this->url = $url;
        }

        public function create($params)
        {
            return ApiRequestor::ask($this->url, $params);
        }
    }

    // Today's style: a client with its services.
    class StripeClient
    {
        public $charges;

        public function __construct($key)
        {
            Stripe::setApiKey($key);
            $this->charges = new Charges();
        }
    }

    class Charges
    {
        public function create($params)
        {
            return ApiRequestor::ask("/v1/charges", $params);
        }
    }
}

namespace Stripe\HttpClient {
    use Stripe\Stripe;

    class CurlClient
    {
        private $options;

        public function __construct($options)
        {
            $this->options = $options;
        }

        public function ask($url, $params)
        {
            $curl = curl_init($url);
            $headers = ["Authorization: Bearer " . Stripe::$key];
            $headers[] = "Stripe-Version: " . Stripe::$version;
            $own = [CURLOPT_RETURNTRANSFER => true, CURLOPT_HTTPHEADER => $headers];
            $own[CURLOPT_CAINFO] = Stripe::$authorities;
            if ($params !== null) {
                $own[CURLOPT_POSTFIELDS] = http_build_query($params);
            }
            curl_setopt_array($curl, $own + $this->options);
            $said = curl_exec($curl);
            if ($said === false) {
                throw new \Exception(curl_error($curl));
            }
            return [curl_getinfo($curl, CURLINFO_RESPONSE_CODE), json_decode($said)];
        }
    }
}
