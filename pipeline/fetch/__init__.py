"""From the wards' web pages to ``raw/``: what is registered is looked at, what is new or changed is kept and recorded.

In go the registry ``raw/sources.toml`` and the web, out come PDFs with a record each and a table of what became of every address. The
only room that uses the network.
"""
