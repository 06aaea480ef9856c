"""The site: routes by page family, each thin: parse the address, ask, render."""
