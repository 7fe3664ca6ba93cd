/** Acts of staff as rows; the database refuses to change what was decided. */
package ng.bills.infrastructure.persistence.act;
