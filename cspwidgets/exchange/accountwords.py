"""The columns of account lists: Salesforce (API names and report labels), HubSpot, any sheet."""

from __future__ import annotations

from cspwidgets.exchange.vocabulary import LEFT_OUT, Vocabulary

ACCOUNTS = Vocabulary(
    kind="accounts",
    unknown="not kept: an account has no place for it",
    meanings={
        "name": "the customer's name",
        "source_id": "its id in the CRM",
        "industry": "the industry",
        "segment": "the segment",
        "product": "the product",
        "tier": "the tier",
        "domain": "the domain or web site",
        "fee": "the fee for a year",
        "monthly_fee": "the fee for a month",
        "currency": "the currency",
        "term_start_on": "the start of the term",
        "renewal_on": "the renewal date",
        "csm": "who looks after it",
        "vendor": "the vendor",
        "is_deleted": "whether it was deleted",
    },
    names={
        "source_id": (
            "account id", "account id 18", "sfdc account id", "salesforce id",
            "salesforce account id", "associated company ids", "associated company id", "id",
            "record id", "company id", "gsid", "crm id", "accountid", "customer id",
            "hubspot id", "source id", "kundennummer", "kunden-id",
        ),
        "name": (
            "account name", "company name", "name", "customer name", "customer", "account",
            "company", "client", "client name", "associated company", "primary associated company",
            "firmenname", "firma", "kunde", "kundenname",
            "unternehmen",
        ),
        "industry": ("industry", "sector", "branche"),
        "segment": (
            "segment", "account segment", "customer segment", "market segment", "size segment",
            "kundensegment",
        ),
        "product": ("product", "product name", "products", "plan name", "produkt"),
        "tier": ("tier", "plan", "subscription", "package", "edition", "service level", "paket"),
        "domain": ("company domain name", "domain", "website", "web site", "website url", "url"),
        "fee": (
            "arr", "annual fee", "fee", "annual contract value", "acv", "contract value",
            "annual recurring revenue", "annual subscription", "total arr", "current arr",
            "contract arr", "arr amount", "yearly fee", "annual fees", "jahresgebühr",
            "jahresumsatz (vertrag)",
        ),
        "monthly_fee": ("mrr", "monthly recurring revenue", "monthly fee"),
        "currency": (
            "account currency", "currency", "currency iso code", "fee currency", "arr currency",
            "currency code", "annual contract value currency", "mrr currency", "acv currency",
            "contract value currency", "annual recurring revenue currency",
            "währung",
        ),
        "term_start_on": (
            "term start", "contract start date", "contract start", "start date", "customer since",
            "original contract date", "subscription start date", "subscription start",
            "service start date", "vertragsbeginn",
        ),
        "renewal_on": (
            "renewal date", "renewal", "next renewal date", "contract renewal date",
            "renewal due date", "next renewal", "renews on", "contract expiration date",
            "contract expiry date", "expiration date", "subscription renewal date",
            "contract end date", "contract end", "subscription end date",
            "term end", "end date", "vertragsende", "verlängerung",
        ),
        "csm": (
            "csm", "csm name", "customer success manager", "cs owner", "csm owner",
            "customer success owner", "assigned csm", "success manager",
            "account owner", "company owner", "owner name", "owner", "betreuer",
        ),
        "vendor": ("vendor", "anbieter"),
        "is_deleted": ("is deleted", "deleted"),
        LEFT_OUT: (
            "created date", "create date", "created by id", "created at", "last modified date",
            "last modified by id", "last activity date", "last viewed date", "system modstamp",
            "last referenced date", "photo url", "owner id", "parent id", "type",
            "lifecycle stage", "number of employees", "annual revenue", "rating",
            "billing street", "billing city", "billing state", "billing state/province",
            "billing postal code", "billing zip/postal code", "billing country", "phone", "fax",
            "country/region", "country", "address", "address 2", "city", "state", "zip",
            "shipping street", "shipping city", "shipping state",
            "shipping postal code", "shipping country", "description", "account number",
        ),
    },
)  # fmt: skip
