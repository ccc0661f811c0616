"""Tables that others wrote: columns, dates, rows."""
