"""English below the sentence: tokens and parse, line breaks, quotation marks, numbers."""
