package ng.bills.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.Optional;
import ng.bills.application.staff.SignInStaff;

/** Signing in: first the password, then the code. */
@Named("signIn")
@RequestScoped
public class SignInForm {

  private SignInStaff signInStaff;
  private Visitor visitor;
  private String email;
  private String password;
  private String code;
  private String next;

  protected SignInForm() {}

  @Inject
  public SignInForm(SignInStaff signInStaff, Visitor visitor) {
    this.signInStaff = signInStaff;
    this.visitor = visitor;
  }

  /** Takes e-mail address and password. */
  public String givePassword() {
    Optional<String> half = signInStaff.givePassword(email, password, visitor.address());
    if (half.isEmpty()) {
      visitor.complain(null, "signIn.refused");
      return null;
    }
    visitor.begin(half.get());
    return "/console/second-factor.xhtml?faces-redirect=true"
        + nextPage().map(page -> "&next=" + page.name()).orElse("");
  }

  /** Takes the code. */
  public String giveCode() {
    Optional<String> whole = signInStaff.giveCode(visitor.token(), code, visitor.address());
    if (whole.isEmpty()) {
      visitor.complain(null, "secondFactor.refused");
      return null;
    }
    visitor.begin(whole.get());
    return nextPage().orElse(ConsolePage.HOME).path() + "?faces-redirect=true";
  }

  /** Only pages of ours, by their name. */
  private Optional<ConsolePage> nextPage() {
    return Arrays.stream(ConsolePage.values())
        .filter(page -> page.name().equals(next))
        .filter(page -> page.access() == ConsolePage.Access.ROLES)
        .filter(page -> page != ConsolePage.SIGN_OUT)
        .findFirst();
  }

  public String getEmail() {
    return email;
  }

  public void setEmail(String email) {
    this.email = email;
  }

  /** Never shown again. */
  public String getPassword() {
    return null;
  }

  public void setPassword(String password) {
    this.password = password;
  }

  public String getCode() {
    return null;
  }

  public void setCode(String code) {
    this.code = code;
  }

  public String getNext() {
    return next;
  }

  public void setNext(String next) {
    this.next = next;
  }
}
