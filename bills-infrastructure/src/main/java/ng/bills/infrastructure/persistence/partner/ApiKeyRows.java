package ng.bills.infrastructure.persistence.partner;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import ng.bills.domain.partner.AddressRange;
import ng.bills.domain.partner.ApiKey;
import ng.bills.domain.partner.KeyId;
import ng.bills.domain.partner.KeyScope;
import ng.bills.domain.partner.KeyTerms;
import ng.bills.domain.partner.Partner;
import ng.bills.domain.partner.PartnerId;
import ng.bills.infrastructure.persistence.Stored;

/** Reads rows of {@code api_key} beside their partner, in the order of the columns asked for. */
final class ApiKeyRows {

  private ApiKeyRows() {}

  static ApiKey read(ResultSet row) throws SQLException {
    return new ApiKey(
        new KeyId(row.getObject(1, UUID.class)),
        new Partner(new PartnerId(row.getObject(2, UUID.class)), row.getString(3)),
        row.getString(4),
        new KeyTerms(
            texts(row, 5).stream()
                .map(name -> KeyScope.named(name).orElseThrow())
                .collect(Collectors.toSet()),
            Optional.ofNullable(Stored.instant(row, 6)),
            texts(row, 7).stream().map(text -> AddressRange.read(text).orElseThrow()).toList()),
        Stored.instant(row, 8),
        Optional.ofNullable(Stored.instant(row, 9)),
        Optional.ofNullable(Stored.instant(row, 10)),
        Optional.ofNullable(row.getObject(11, UUID.class)).map(KeyId::new));
  }

  private static List<String> texts(ResultSet row, int column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }
}
