/**
 * Jakarta Bean Validation at the edge: the rules of a form stand as annotations beside its fields,
 * and what breaks them becomes the faults of a problem. They know words and limits only, never a
 * setting or the catalogue; the use cases refuse whatever slips through.
 */
package ng.bills.web.api.rules;
