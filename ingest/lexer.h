/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_LEXER_H
#define INGEST_LEXER_H

/* The tokens of an XLSForm expression. */

#include <stddef.h>

enum token_kind {
    TOKEN_END,
    TOKEN_NUMBER,
    TOKEN_TEXT,   /* between the quotes */
    TOKEN_COLUMN, /* between ${ and } */
    TOKEN_SELF,   /* . */
    TOKEN_WORD,   /* a function's name, or and, or, div, mod */
    TOKEN_SIGN,   /* ( ) , = != < <= > >= + - * */
    TOKEN_BAD     /* anything else, up to the end */
};

struct token {
    enum token_kind kind;
    const char *text; /* into the expression */
    size_t n;
    const char *from; /* where the token starts, quote or ${ included */
};

/* The token at *rest, which moves behind it. */
struct token lexer_next(const char **rest);

#endif
