"""The form 様式1-1: from pages to a typed sheet (``reader.read_sheet``). Who only needs the values (``model``) loads no reader."""
