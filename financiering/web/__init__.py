"""The pages: parse, check, call one service, answer."""
