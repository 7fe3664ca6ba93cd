/** What is counted for people who want to know how it goes: a period in steps, and tallies. */
package ng.bills.domain.insight;
