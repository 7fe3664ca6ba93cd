/**
 * The pages in a real browser, headless Chromium: every page that is opened here is held to {@link
 * ng.bills.acceptance.browser.PageRules} and photographed for {@link
 * ng.bills.acceptance.browser.Gallery}. What a test class extends is {@link
 * ng.bills.acceptance.browser.BrowserTest}.
 */
package ng.bills.acceptance.browser;
