/**
 * What load balancers and people may rely on: alive while the process answers, ready while money
 * that comes in is seen. Database and broker have their own checks in the platform package.
 */
package ng.bills.infrastructure.health;
