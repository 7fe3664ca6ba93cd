/**
 * How often something may be done. Permits are counted once for all nodes and handed out in chunks,
 * so that most of what is done costs nobody a look at that count.
 */
package ng.bills.domain.limit;
