/* Style and script of the review pages: each file stands alone. */
#ifndef DIGLOT_REVIEW_STYLE_H
#define DIGLOT_REVIEW_STYLE_H

extern const char review_style[];
extern const char review_script[];

#endif
