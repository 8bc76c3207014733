"""What strangers write into the fields of a plan: scripts, markup, formulas, odd letters."""

from __future__ import annotations

SCRIPTS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'\"><svg/onload=alert(1)>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<style>@import 'http://example.com/x.css';</style>",
    "</style><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</noscript><img src=x onerror=alert(1)>",
    "<!--<img src='--><img src=x onerror=alert(1)>'-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<base href='http://example.com/'><meta http-equiv=refresh content=0>",
    "<details open ontoggle=alert(1)>",
    "javascript:alert(1)",
    "JaVaScRiPt&colon;alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "//example.com/x",
    "https://example.com/\"onmouseover='alert(1)'",
    "mailto:a@example.com\" onclick=alert(1) x=\"",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#x3c;script&#x3e;",
    "${alert(1)} `${1}` {{7*7}} {% include 'x' %} <%= 1 %>",
    "style=background:url(http://example.com/x.png)",
)  # fmt: skip
FORMULAS = (
    '=HYPERLINK("http://example.com","x")',
    "=1+1",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "{=1+1}",
    "=DDE(\"cmd\";\"/C calc\";\"x\")",
)  # fmt: skip
TYPST = (
    '#eval("1+1") #panic("x") #set page(fill: red)',
    "$x^2$ *b* _i_ `c` ~ -- --- ... \\u{41} // c /* c */ @ref <label> https://example.com",
    "]#image(\"/etc/passwd\")[",
    "= Heading\n== Heading\n- item\n+ item\n/ term: x",
    '#read("review.typ") #include "parts.typ" #import "@preview/x:1.0.0"',
    '"); #panic("x") //',
    "#link(\"javascript:alert(1)\")[x]",
)  # fmt: skip
LETTERS = (
    "\x00\x07\x1b\x7f\ud800\ufeff\ufffe\u2028\u2029",
    "\u202egnp.exe\u2066\u2067",
    "مرحبا بالعالم",
    "שלום עולם",
    "漢字 ไทย 👩\u200d👩\u200d👧 \U000e0041",
    "Z\u0301\u0302\u0303\u0304" * 20,
    "a" * 300,
    "../../etc/passwd",
    "CON",
    " ",
    "\n\n",
)
STRANGERS = SCRIPTS + FORMULAS + TYPST + LETTERS
"""All of them: each must stay letters, in every field and every format."""
