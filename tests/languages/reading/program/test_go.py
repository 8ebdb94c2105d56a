"""What only Go has: structs inside structs, ranges, iterators, a context."""

import pytest

from sandbox.languages import Call
from tests.languages.reading.program.test_ways import Way, is_read

LISTED = Call("customers.sources.list", {"customer": "cus_1"}, {"limit": 3})
DETACH = Call("customers.sources.detach", {"customer": "cus_1", "source": "src_1"}, {})
OF_CUSTOMER = 'Customer: stripe.String("cus_1")'
WAYS = {
    "an iterator has the name of its service": Way(
        "go",
        f"params := &stripe.PaymentSourceListParams{{{OF_CUSTOMER}}}\n"
        "params.Limit = stripe.Int64(3)\nparams.Single = true\nparams.Context = ctx\n"
        "i := paymentsource.List(params)\n"
        "for i.Next() {\n  fmt.Println(i.PaymentSource().ID)\n}",
        [LISTED],
    ),
    "what all lists take stands inside": Way(
        "go",
        f"paymentsource.List(&stripe.PaymentSourceListParams{{\n  {OF_CUSTOMER},\n"
        "  ListParams: stripe.ListParams{Limit: stripe.Int64(3), Context: ctx},\n})",
        [LISTED],
    ),
    "what all calls take stands inside": Way(
        "go",
        'customer.New(&stripe.CustomerParams{\n  Email: stripe.String("a@b.c"),\n'
        "  Params: stripe.Params{\n    Context: ctx,\n"
        '    IdempotencyKey: stripe.String("once"),\n  },\n})',
        [Call("customers.create", {}, {"email": "a@b.c"}, {"idempotency_key": "once"})],
    ),
    "a client with backends of its own": Way(
        "go",
        "backends := stripe.NewBackendsWithConfig(&stripe.BackendConfig{\n"
        "  MaxNetworkRetries: stripe.Int64(2),\n})\n"
        'api := stripe.NewClient("sk", stripe.WithBackends(backends))\n'
        "c, err := api.V1Customers.Create(ctx, &stripe.CustomerCreateParams{\n"
        '  Email: stripe.String("a@b.c"),\n})',
        [Call("customers.create", {}, {"email": "a@b.c"})],
    ),
    "a range": Way(
        "go",
        "event.List(&stripe.EventListParams{CreatedRange: &stripe.RangeQueryParams{\n"
        "  GreaterThanOrEqual: 5, LesserThan: 9,\n}})",
        [Call("events.list", {}, {"created": {"gte": 5, "lt": 9}})],
    ),
    "a field ends in an abbreviation": Way(
        "go",
        'source.New(&stripe.SourceParams{Type: stripe.String("sofort"),\n'
        '  Amount: stripe.Int64(5), Currency: stripe.String("eur"),\n'
        "  Redirect: &stripe.SourceRedirectParams{\n"
        '    ReturnURL: stripe.String("https://a.test"),\n  }})',
        [
            Call(
                "sources.create",
                {},
                {
                    "type": "sofort",
                    "amount": 5,
                    "currency": "eur",
                    "redirect": {"return_url": "https://a.test"},
                },
            )
        ],
    ),
    "the package of sources detaches one": Way(
        "go",
        f'source.Detach("src_1", &stripe.SourceDetachParams{{{OF_CUSTOMER}}})',
        [DETACH],
    ),
    "so does its service": Way(
        "go",
        'sc.V1Sources.Detach(ctx, "src_1", '
        f"&stripe.SourceDetachParams{{{OF_CUSTOMER}}})",
        [DETACH],
    ),
    "and that of other SDKs": Way(
        "python", 'client.v1.sources.detach("cus_1", "src_1")', [DETACH]
    ),
    "in older and newer clients": Way(
        "java", 'client.sources().detach("cus_1", "src_1");', [DETACH]
    ),
    "with parameters that are none": Way(
        "php", "$stripe->sources->detach('cus_1', 'src_1', []);", [DETACH]
    ),
    "by the client of Ruby": Way(
        "ruby", "client.v1.sources.detach('cus_1', 'src_1')", [DETACH]
    ),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_way_of_go_is_read(way: Way) -> None:
    """The calls that Go makes with it, and no problem."""
    is_read(way)
