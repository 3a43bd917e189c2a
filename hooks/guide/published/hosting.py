"""What a host is to say with each page, beyond what a page can say of itself."""

from __future__ import annotations

FILE = "_headers"  # as Netlify and Cloudflare Pages read it

# Nobody may frame the guide, guess at its files, learn from where its reader comes, or reach what
# the reader's machine can see, hear and tell. https://www.w3.org/TR/permissions-policy/
_SENSES = (
    *("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "hid"),
    *("magnetometer", "microphone", "midi", "payment", "serial", "usb"),
)


def headers(policy: str) -> dict[str, str]:
    """The headers of every answer, for pages whose Content-Security-Policy is `policy`."""
    return {
        "Content-Security-Policy": f"{policy}; frame-ancestors 'none'",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{sense}=()" for sense in _SENSES),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }


def headers_file(policy: str) -> str:
    """The same, for every address of the site, in the file that static hosts read."""
    return "".join(["/*\n", *(f"  {name}: {value}\n" for name, value in headers(policy).items())])
