"""The catalogue: every operation once. Router, forms and tables read it."""

from collections.abc import Callable
from functools import cached_property

from sandbox.request.paging import ForwardPage
from sandbox.request.params import Params
from sandbox.resources import (
    bank_accounts,
    customer_sources,
    customers,
    events,
    source_transactions,
    sources,
    tokens,
    webhook_endpoints,
)
from sandbox.resources.payments import (
    balance,
    balance_transactions,
    captures,
    charges,
    disputes,
    refunds,
)
from sandbox.resources.types.creation import CreateSource
from sandbox.resources.workbench import (
    bank,
    deliveries,
    everything,
    failures,
    funds,
    given,
    requests,
    time,
)
from sandbox.wire import StripeObject

Handler = Callable[..., StripeObject]


class Operation:
    """One thing that can be asked: its name, where it is asked, and who does it.

    `kind` is what it answers, for expand; `publishable` says that a publishable key
    will do; `recorded` that the journal keeps it; `modelled` that it is the real API's.
    """

    def __init__(  # noqa: PLR0913 - the columns of the catalogue
        self,
        name: str,
        method: str,
        path: str,
        params: type[Params],
        handler: Handler,
        kind: str = "",
        *,
        answers: str = "",
        listed: bool = False,
        publishable: bool = False,
        recorded: bool = True,
    ) -> None:
        """Keep a row of the catalogue."""
        self.name, self.method, self.path = name, method, path
        self.params, self.handler = params, handler
        self.kind, self.answers = kind, answers or kind
        self.listed, self.publishable, self.recorded = listed, publishable, recorded
        self.modelled = path.startswith("/v1/")
        self.parts = tuple(path.split("/")[1:])
        self.ids = [part[1:-1] for part in self.parts if part.startswith("{")]

    def __repr__(self) -> str:
        return f"{self.name} ({self.method} {self.path})"

    @cached_property
    def summary(self) -> str:
        """What it does, in the words of its handler's first line."""
        return (self.handler.__doc__ or "").partition("\n")[0]

    def url(self, ids: dict[str, str]) -> str:
        """Where it is asked, for these ids (percent-encoded by the caller)."""
        return self.path.format(**ids)


CUSTOMER = "/v1/customers/{customer}"
OF_CUSTOMER = CUSTOMER + "/sources"
SOURCE = "/v1/sources/{source}"
CHARGE = "/v1/charges/{charge}"
DISPUTE = "/v1/disputes/{dispute}"
ENDPOINT = "/v1/webhook_endpoints/{webhook_endpoint}"
O = Operation  # noqa: E741 - one letter keeps the table a table

CATALOGUE = [
    O("tokens.create", "POST", "/v1/tokens", tokens.CreateToken, tokens.create,
      "token", publishable=True),
    O("tokens.retrieve", "GET", "/v1/tokens/{token}", Params, tokens.retrieve,
      "token", publishable=True),
    O("sources.create", "POST", "/v1/sources", CreateSource, sources.create,
      "source", publishable=True),
    O("sources.retrieve", "GET", SOURCE, sources.RetrieveSource, sources.retrieve,
      "source", publishable=True),
    O("sources.update", "POST", SOURCE, sources.UpdateSource, sources.update,
      "source"),
    O("sources.source_transactions.list", "GET", SOURCE + "/source_transactions",
      source_transactions.ListTransactions, source_transactions.list_,
      "source_transaction", listed=True),
    O("customers.create", "POST", "/v1/customers", customers.CreateCustomer,
      customers.create, "customer"),
    O("customers.retrieve", "GET", CUSTOMER, Params, customers.retrieve, "customer",
      answers="customer|deleted"),
    O("customers.update", "POST", CUSTOMER, customers.UpdateCustomer,
      customers.update, "customer"),
    O("customers.delete", "DELETE", CUSTOMER, customers.DeleteCustomer,
      customers.delete, "customer",
      answers="deleted"),
    O("customers.list", "GET", "/v1/customers", customers.ListCustomers,
      customers.list_, "customer", listed=True),
    O("customers.sources.create", "POST", OF_CUSTOMER, customer_sources.AttachSource,
      customer_sources.create, "payment_source",
      answers="payment_source"),
    O("customers.sources.list", "GET", OF_CUSTOMER, customer_sources.ListSources,
      customer_sources.list_, "payment_source", listed=True,
      answers="payment_source"),
    O("customers.sources.retrieve", "GET", OF_CUSTOMER + "/{source}", Params,
      customer_sources.retrieve, "payment_source",
      answers="payment_source"),
    O("customers.sources.update", "POST", OF_CUSTOMER + "/{source}",
      customer_sources.UpdateAttached, customer_sources.update, "payment_source",
      answers="payment_source"),
    O("customers.sources.verify", "POST", OF_CUSTOMER + "/{source}/verify",
      bank_accounts.VerifyAccount, customer_sources.verify, "payment_source",
      answers="bank_account"),
    O("customers.sources.detach", "DELETE", OF_CUSTOMER + "/{source}",
      customer_sources.DetachSource, customer_sources.detach, "payment_source",
      answers="payment_source"),
    O("charges.create", "POST", "/v1/charges", charges.CreateCharge, charges.create,
      "charge"),
    O("charges.retrieve", "GET", CHARGE, Params, charges.retrieve, "charge"),
    O("charges.update", "POST", CHARGE, charges.UpdateCharge, charges.update,
      "charge"),
    O("charges.capture", "POST", CHARGE + "/capture", captures.CaptureCharge,
      captures.capture, "charge"),
    O("charges.list", "GET", "/v1/charges", charges.ListCharges, charges.list_,
      "charge", listed=True),
    O("charges.refunds.create", "POST", CHARGE + "/refunds",
      refunds.CreateChargeRefund, refunds.create_of, "refund"),
    O("charges.refunds.list", "GET", CHARGE + "/refunds", refunds.ListChargeRefunds,
      refunds.list_of, "refund", listed=True),
    O("charges.refunds.retrieve", "GET", CHARGE + "/refunds/{refund}", Params,
      refunds.retrieve_of, "refund"),
    O("charges.refunds.update", "POST", CHARGE + "/refunds/{refund}",
      refunds.UpdateRefund, refunds.update_of, "refund"),
    O("refunds.create", "POST", "/v1/refunds", refunds.CreateRefund, refunds.create,
      "refund"),
    O("refunds.retrieve", "GET", "/v1/refunds/{refund}", Params, refunds.retrieve,
      "refund"),
    O("refunds.update", "POST", "/v1/refunds/{refund}", refunds.UpdateRefund,
      refunds.update, "refund"),
    O("refunds.list", "GET", "/v1/refunds", refunds.ListRefunds, refunds.list_,
      "refund", listed=True),
    O("disputes.retrieve", "GET", DISPUTE, Params, disputes.retrieve, "dispute"),
    O("disputes.update", "POST", DISPUTE, disputes.UpdateDispute, disputes.update,
      "dispute"),
    O("disputes.close", "POST", DISPUTE + "/close", Params, disputes.close, "dispute"),
    O("disputes.list", "GET", "/v1/disputes", disputes.ListDisputes, disputes.list_,
      "dispute", listed=True),
    O("balance.retrieve", "GET", "/v1/balance", Params, balance.retrieve, "balance"),
    O("balance.history.retrieve", "GET", "/v1/balance/history/{transaction}", Params,
      balance_transactions.retrieve, "balance_transaction"),
    O("balance.history.list", "GET", "/v1/balance/history",
      balance_transactions.ListTransactions, balance_transactions.history,
      "balance_transaction", listed=True),
    O("balance_transactions.retrieve", "GET",
      "/v1/balance_transactions/{transaction}", Params, balance_transactions.retrieve,
      "balance_transaction"),
    O("balance_transactions.list", "GET", "/v1/balance_transactions",
      balance_transactions.ListTransactions, balance_transactions.list_,
      "balance_transaction", listed=True),
    O("events.retrieve", "GET", "/v1/events/{event}", Params, events.retrieve,
      "event"),
    O("events.list", "GET", "/v1/events", events.ListEvents, events.list_, "event",
      listed=True),
    O("webhook_endpoints.create", "POST", webhook_endpoints.URL,
      webhook_endpoints.CreateWebhookEndpoint, webhook_endpoints.create,
      "webhook_endpoint"),
    O("webhook_endpoints.retrieve", "GET", ENDPOINT, Params,
      webhook_endpoints.retrieve, "webhook_endpoint"),
    O("webhook_endpoints.update", "POST", ENDPOINT,
      webhook_endpoints.UpdateWebhookEndpoint, webhook_endpoints.update,
      "webhook_endpoint"),
    O("webhook_endpoints.delete", "DELETE", ENDPOINT,
      webhook_endpoints.DeleteWebhookEndpoint, webhook_endpoints.delete,
      "webhook_endpoint",
      answers="deleted"),
    O("webhook_endpoints.list", "GET", webhook_endpoints.URL,
      webhook_endpoints.ListWebhookEndpoints, webhook_endpoints.list_,
      "webhook_endpoint", listed=True),
    O("workbench.given", "POST", "/_sandbox/given", given.Given, given.given,
      answers="customer|payment_source"),
    O("workbench.advance", "POST", "/_sandbox/advance", time.Advance,
      time.advance,
      answers="sandbox.clock"),
    O("workbench.authorise", "POST", "/_sandbox/sources/{source}/authorise",
      bank.Authorise, bank.authorise, "source"),
    O("workbench.fund", "POST", "/_sandbox/sources/{source}/fund", funds.Fund,
      funds.fund, "source"),
    O("workbench.fail_next", "POST", "/_sandbox/fail_next", failures.FailNext,
      failures.fail_next,
      answers="sandbox.failure"),
    O("workbench.resend", "POST", "/_sandbox/events/{event}/resend",
      deliveries.Resend, deliveries.resend,
      answers="any"),
    O("workbench.deliveries", "GET", "/_sandbox/deliveries", ForwardPage,
      deliveries.list_deliveries, listed=True, recorded=False,
      answers="sandbox.delivery"),
    O("workbench.reset", "POST", "/_sandbox/reset", everything.Reset, everything.reset,
      recorded=False,
      answers="sandbox.clock"),
    O("workbench.objects", "GET", "/_sandbox/objects", everything.ListObjects,
      everything.list_objects, listed=True, recorded=False,
      answers="any"),
    O("workbench.object", "GET", "/_sandbox/objects/{object_id}", Params,
      everything.retrieve_object, recorded=False,
      answers="any"),
    O("workbench.requests", "GET", "/_sandbox/requests", ForwardPage,
      requests.list_requests, listed=True, recorded=False,
      answers="sandbox.request"),
]  # fmt: skip

BY_NAME = {operation.name: operation for operation in CATALOGUE}
MODELLED = [operation.name for operation in CATALOGUE if operation.modelled]
