"""Words and plans, as SQL tells them apart; `domain.promises.promise.Promise.is_word` says what they are."""

IS_WORD = "({p}said OR {p}kind = 'acknowledge' OR {p}kind = 'fix' AND {p}replacement_id IS NOT NULL)"
"""The test of a promise; `{p}` is what its columns begin with, such as `p.`."""
OF_P = IS_WORD.format(p="p.")
"""The same of a promise p."""
