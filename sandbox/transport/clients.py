"""How each client is told where the sandbox is.

>>> print(spelt("http://localhost:12111")["Node"])
new Stripe('sk_test_123', {protocol: 'http', host: 'localhost', port: 12111})
"""

from urllib.parse import urlsplit

CLIENTS = {
    "curl": "curl {url}/v1/customers -u sk_test_123:",
    "Ruby": 'Stripe::StripeClient.new("sk_test_123", api_base: "{url}")',
    "Python": 'stripe.StripeClient("sk_test_123", base_addresses={{"api": "{url}"}})',
    "PHP": "new \\Stripe\\StripeClient"
    "(['api_key' => 'sk_test_123', 'api_base' => '{url}'])",
    "Java": 'StripeClient.builder().setApiKey("sk_test_123").setApiBase("{url}")'
    ".build()",
    "Node": "new Stripe('sk_test_123', "
    "{{protocol: 'http', host: '{host}', port: {port}}})",
    "Go": 'stripe.NewClient("sk_test_123", stripe.WithBackends('
    "stripe.NewBackendsWithConfig("
    '&stripe.BackendConfig{{URL: stripe.String("{url}")}})))',
}
"""Source: github.com/stripe, the clients' own code: stripe-ruby, stripe_client.rb;
stripe-python, _stripe_client.py; stripe-php, BaseStripeClient.php; stripe-java,
StripeClient.java; stripe-node, stripe.core.ts; stripe-go, stripe.go
"""


def spelt(url: str) -> dict[str, str]:
    """The line of each client, for a base URL."""
    parts = urlsplit(url)
    where = {"url": url, "host": parts.hostname, "port": parts.port}
    return {client: told.format(**where) for client, told in CLIENTS.items()}
