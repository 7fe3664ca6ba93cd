package ng.bills.application.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ng.bills.application.staff.port.StaffMembers;
import ng.bills.domain.staff.StaffEmail;
import ng.bills.domain.staff.StaffId;
import ng.bills.domain.staff.StaffMember;

/** Our people, in memory; nobody signs in here, so there are no second factors. */
public final class MemoryStaff implements StaffMembers {

  private final Map<StaffId, StaffMember> members = new LinkedHashMap<>();

  @Override
  public Optional<StaffMember> find(StaffEmail email) {
    return members.values().stream().filter(m -> m.email().equals(email)).findFirst();
  }

  @Override
  public Optional<StaffMember> find(StaffId id) {
    return Optional.ofNullable(members.get(id));
  }

  @Override
  public Optional<StaffMember> lock(StaffId id) {
    return find(id);
  }

  @Override
  public List<StaffMember> all() {
    return members.values().stream().sorted(Comparator.comparing(StaffMember::name)).toList();
  }

  @Override
  public boolean add(StaffMember member) {
    return find(member.email()).isEmpty() && members.putIfAbsent(member.id(), member) == null;
  }

  @Override
  public void save(StaffMember member) {
    members.put(member.id(), member);
  }

  @Override
  public Optional<String> secret(StaffId id) {
    return Optional.empty();
  }

  @Override
  public void keepSecret(StaffId id, String secret) {
    throw noSecondFactors();
  }

  @Override
  public void dropSecondFactor(StaffId id) {
    throw noSecondFactors();
  }

  @Override
  public void keepRecoveryCodes(StaffId id, List<String> codes) {
    throw noSecondFactors();
  }

  @Override
  public boolean useRecoveryCode(StaffId id, String code, Instant at) {
    return false;
  }

  @Override
  public int recoveryCodesLeft(StaffId id) {
    return 0;
  }

  private static UnsupportedOperationException noSecondFactors() {
    return new UnsupportedOperationException("nobody signs in here");
  }
}
