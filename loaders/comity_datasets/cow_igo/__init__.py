"""Correlates of War IGO data: state-year and IGO-year tables of membership codes.

Codebook: https://correlatesofwar.org/data-sets/igos/ (version 3.0 and those before it). A cell is
a code for one state, one organisation and one year; here a run of years with one code is a line.

What a code says of days, which the codebook leaves open, is read so that it holds under either
reading, "at some time of the year" and "at its end": who has code 1 first in 1973 joined in 1973,
and who has it last in 1992 left in 1992 or 1993. Where the row before is missing, or says that
nobody knows, or that the state was none, the start is left open. Years before 1965 that were not
looked up but filled in from a grid of five years are as vague as that grid.
"""
