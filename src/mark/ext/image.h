/* Rules of `:::image`. */
#ifndef DIGLOT_IMAGE_H
#define DIGLOT_IMAGE_H

#include "base/diag.h"

extern const struct rule rule_image_attribute;   /* DG407 */
extern const struct rule rule_image_description; /* DG408 */

#endif
