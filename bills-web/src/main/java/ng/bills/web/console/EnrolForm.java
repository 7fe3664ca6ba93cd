package ng.bills.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import ng.bills.application.staff.EnrolStaff;
import ng.bills.web.api.model.QrCode;

/** Coming in by a link: a password, then an authenticator, then the recovery codes. */
@Named("enrol")
@RequestScoped
public class EnrolForm {

  private EnrolStaff enrolStaff;
  private Visitor visitor;
  private String link;
  private String password;
  private String repeated;
  private String code;
  private List<String> recoveryCodes = List.of();
  private Optional<EnrolStaff.SetUp> setUp = Optional.empty();

  protected EnrolForm() {}

  @Inject
  public EnrolForm(EnrolStaff enrolStaff, Visitor visitor) {
    this.enrolStaff = enrolStaff;
    this.visitor = visitor;
  }

  /** Takes the password. */
  public String choosePassword() {
    EnrolStaff.Chosen chosen =
        enrolStaff.choosePassword(link == null ? "" : link, password, repeated, visitor.address());
    if (!chosen.linkGood()) {
      visitor.complain(null, "enrol.linkNotGood");
      return null;
    }
    if (chosen.broken().isPresent()) {
      visitor.complain("form:password", "password." + chosen.broken().get());
      return null;
    }
    visitor.begin(chosen.token().orElseThrow());
    return "/console/second-factor-setup.xhtml?faces-redirect=true";
  }

  /** Takes the first code, and shows the recovery codes. */
  public void proveCode() {
    Optional<EnrolStaff.Enrolled> enrolled =
        enrolStaff.proveCode(visitor.token(), code, visitor.address());
    if (enrolled.isEmpty()) {
      visitor.complain("form:code", "setUp.refused");
      return;
    }
    visitor.begin(enrolled.get().token());
    recoveryCodes = enrolled.get().recoveryCodes();
  }

  /** Shown once, on the answer to the first code. */
  public List<String> getRecoveryCodes() {
    return recoveryCodes;
  }

  /** The secret in groups of four, to be typed where no picture can be taken. */
  public String getSecret() {
    return setUp().map(s -> s.secret().replaceAll("(.{4})(?!$)", "$1 ")).orElse("");
  }

  /** The picture an authenticator reads, as an address that holds it itself. */
  public String getQrCode() {
    return setUp()
        .map(
            s ->
                "otpauth://totp/Bills:"
                    + URLEncoder.encode(s.email(), StandardCharsets.UTF_8)
                    + "?secret="
                    + s.secret()
                    + "&issuer=Bills")
        .map(QrCode::svg)
        .map(
            svg ->
                "data:image/svg+xml;base64,"
                    + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8)))
        .orElse("");
  }

  private Optional<EnrolStaff.SetUp> setUp() {
    if (setUp.isEmpty()) {
      setUp = enrolStaff.setUp(visitor.token());
    }
    return setUp;
  }

  public String getLink() {
    return link;
  }

  public void setLink(String link) {
    this.link = link;
  }

  /** Never shown again. */
  public String getPassword() {
    return null;
  }

  public void setPassword(String password) {
    this.password = password;
  }

  public String getRepeated() {
    return null;
  }

  public void setRepeated(String repeated) {
    this.repeated = repeated;
  }

  public String getCode() {
    return null;
  }

  public void setCode(String code) {
    this.code = code;
  }
}
