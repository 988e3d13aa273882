"""What mail servers send back, as each of them words it; `{id}` is the job of the mail that failed."""

_PARTS = """MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain; charset=us-ascii

{words}

--b1
Content-Type: message/delivery-status

{status}

--b1
Content-Type: {kind}

{back}
--b1--
"""
_BACK = """From: Nordlys <returns@shop.example>
To: aino@example.fi
Subject: Your return R1000-0001-6
References: <return.01KA3ZZZZZZZZZZZZZZZZZZZZZ@returns.example>
Message-ID: <{id}@returns.example>
"""


def _report(sender: str, words: str, status: str, kind: str = "message/rfc822", back: str = _BACK) -> str:
    return f"Return-Path: <>\nFrom: {sender}\nTo: returns@shop.example\n" + _PARTS.format(
        words=words, status=status.strip(), kind=kind, back=back
    )


POSTFIX = _report(
    "MAILER-DAEMON@mx.shop.example (Mail Delivery System)",
    "<aino@example.fi>: host mail.example.fi[192.0.2.7] said: 550 5.1.1 User unknown",
    """Reporting-MTA: dns; mx.shop.example
X-Postfix-Queue-ID: 4ZTQ2h1V1cz9rxL
Arrival-Date: Tue, 24 Nov 2026 10:00:00 +0000 (UTC)

Final-Recipient: rfc822; aino@example.fi
Original-Recipient: rfc822;aino@example.fi
Action: failed
Status: 5.1.1
Remote-MTA: dns; mail.example.fi
Diagnostic-Code: smtp; 550 5.1.1 <aino@example.fi>: Recipient address rejected: User unknown""",
    "text/rfc822-headers",
)
POSTFIX_GAVE_UP = _report(
    "MAILER-DAEMON@mx.shop.example",
    "connect to mail.example.fi[192.0.2.7]:25: Connection timed out",
    """Reporting-MTA: dns; mx.shop.example

Final-Recipient: rfc822; aino@example.fi
Action: failed
Status: 4.4.1
Diagnostic-Code: X-Postfix; connect to mail.example.fi[192.0.2.7]:25: Connection timed out""",
)
POSTFIX_DELAYED = POSTFIX_GAVE_UP.replace("Action: failed", "Action: delayed")
EXIM = _report(
    "Mail Delivery System <Mailer-Daemon@relay.example>",
    "This message was created automatically by mail delivery software.\n\n  aino@example.fi\n    Unrouteable address",
    """Reporting-MTA: dns; relay.example

Action: failed
Final-Recipient: rfc822;aino@example.fi
Status: 5.0.0""",
)
MICROSOFT_365 = _report(
    "Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@contoso.example>",
    "Your message to aino@contoso.example couldn't be delivered.",
    """Reporting-MTA: dns;AM0PR0202MB3412.eurprd02.prod.outlook.example
Received-From-MTA: dns;mx.shop.example

Final-Recipient: rfc822;aino@contoso.example
Action: failed
Status: 5.1.10
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient aino@contoso.example not found""",
)
GMAIL = _report(
    "Mail Delivery Subsystem <mailer-daemon@googlemail.example>",
    "** Address not found **\n\nYour message wasn't delivered to aino@gmail.example because the address couldn't be found.",
    """Reporting-MTA: dns; googlemail.example
Arrival-Date: Tue, 24 Nov 2026 02:00:03 -0800 (PST)
X-Original-Message-ID: <{id}@returns.example>

Final-Recipient: rfc822; aino@gmail.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist.
Last-Attempt-Date: Tue, 24 Nov 2026 02:00:04 -0800 (PST)""",
)
SENDMAIL_FULL = _report(
    "Mail Delivery Subsystem <MAILER-DAEMON@sendmail.example>",
    "   ----- The following addresses had permanent fatal errors -----\n<aino@example.fi>",
    """Reporting-MTA: dns; sendmail.example

Final-Recipient: RFC822; aino@example.fi
Action: failed
Status: 5.2.2
Diagnostic-Code: SMTP; 552 5.2.2 aino mailbox is over quota""",
)
SPAM = _report(
    "MAILER-DAEMON@mx.shop.example",
    "refused",
    """Reporting-MTA: dns; mx.shop.example

Final-Recipient: rfc822; aino@example.fi
Action: failed
Status: 5.0.0
Diagnostic-Code: smtp; 554 5.7.1 Message rejected as spam by Content Filtering""",
)
QMAIL = """Return-Path: <>
From: MAILER-DAEMON@qmail.example
To: returns@shop.example
Subject: failure notice

Hi. This is the qmail-send program at qmail.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<aino@example.fi>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

Return-Path: <returns@shop.example>
Message-ID: <{id}@returns.example>
Subject: Your return R1000-0001-6
"""
EXIM_OLD = """Return-path: <>
From: Mail Delivery System <Mailer-Daemon@relay.example>
To: returns@shop.example
Auto-Submitted: auto-replied
X-Failed-Recipients: aino@example.fi
Subject: Mail delivery failed: returning message to sender

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  aino@example.fi
    SMTP error from remote mail server after RCPT TO:<aino@example.fi>:
    host mail.example.fi [192.0.2.7]: 550 no such user

------ This is a copy of the message, including all the headers. ------

Message-ID: <{id}@returns.example>
"""
ON_HOLIDAY = """From: Aino <aino@example.fi>
To: returns@shop.example
Auto-Submitted: auto-replied
In-Reply-To: <{id}@returns.example>
Subject: Away until 4.5.2027

I am away. Ring 550 123 for 5.1.1 reasons.
"""
READ = _report(
    "MAILER-DAEMON@mx.shop.example",
    "delivered",
    """Reporting-MTA: dns; mx.shop.example

Final-Recipient: rfc822; aino@example.fi
Action: delivered
Status: 2.0.0""",
)

FAILED = {
    "postfix": (POSTFIX, "5.1.1", True),
    "postfix gave up": (POSTFIX_GAVE_UP, "4.4.1", False),
    "exim": (EXIM, "5.0.0", True),
    "microsoft 365": (MICROSOFT_365, "5.1.10", True),
    "gmail": (GMAIL, "5.1.1", True),
    "sendmail, mailbox full": (SENDMAIL_FULL, "5.2.2", False),
    "taken for spam": (SPAM, "5.7.1", False),
    "qmail": (QMAIL, "5.1.1", True),
    "exim of old": (EXIM_OLD, "5.0.0", True),
}
"""What failed: the notice, its code, and whether the address takes no mail."""

NOT_FAILED = {"delayed": POSTFIX_DELAYED, "on holiday": ON_HOLIDAY, "delivered": READ}
"""What names a mail of ours and says nothing of it failing."""


def write_notice(text: str, job_id: str) -> bytes:
    """Put the id of a mail into a notice, with the line ends of mail."""
    return text.replace("{id}", job_id).replace("\n", "\r\n").encode()
