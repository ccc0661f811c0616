"""The checks of doctor, by what they look at; `reports.safekeeping.doctor` lists them."""
