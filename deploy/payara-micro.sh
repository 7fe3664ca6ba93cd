#!/bin/sh
# Bills on Payara Micro: the WAR beside the resource adapter, in the foreground (for a service manager).
#
#   deploy/payara-micro.sh payara-micro.jar bills-jms.rar bills.war
#
#   BILLS_WORK          where the server unpacks itself  (default: ./payara-micro)
#   BILLS_HTTP_PORT     the application                  (default: 8080)
#   BILLS_HTTP_ADDRESS  the interface it listens on      (default: 127.0.0.1, behind a proxy that ends TLS)
#   BILLS_JAVA_OPTIONS  options of the JVM               (default: -Xmx1g, idle HTTP connections kept for 30 s,
#                       a pool for asynchronous work also on two cores, no look-up of the mail library's parts)
#
# The settings of the application come from this environment (deploy/bills.env.example). A missing or malformed one ends
# the process with code 78 and one line that names it. Nothing else listens: no cluster, no admin, no JMX.
set -eu

[ $# -eq 3 ] || { echo "usage: $0 payara-micro.jar bills-jms.rar bills.war" >&2; exit 64; }
: "${BILLS_WORK:=payara-micro}"
: "${BILLS_HTTP_PORT:=8080}"
: "${BILLS_HTTP_ADDRESS:=127.0.0.1}"
: "${BILLS_JAVA_OPTIONS:=-Xmx1g -Djdk.httpclient.keepalive.timeout=30 -Djava.util.concurrent.ForkJoinPool.common.parallelism=4 -Djakarta.mail.util.StreamProvider=org.eclipse.angus.mail.util.MailStreamProvider}"
BILLS_EXIT_ON_FAILURE=true
export BILLS_EXIT_ON_FAILURE

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
mkdir -p "$BILLS_WORK"
# a used one still names the applications: the server would load them, then deploy them again
rm -rf "$BILLS_WORK/unpacked"
cat > "$BILLS_WORK/preboot.asadmin" <<END
set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address=$BILLS_HTTP_ADDRESS
set configs.config.server-config.network-config.protocols.protocol.http-listener.http.trace-enabled=true
set configs.config.server-config.admin-service.das-config.dynamic-reload-enabled=false
END

# shellcheck disable=SC2086 # the options are words
exec java $BILLS_JAVA_OPTIONS -XX:+ExitOnOutOfMemoryError -jar "$1" \
  --unpackdir "$BILLS_WORK/unpacked" --nohazelcast --disablephonehome --port "$BILLS_HTTP_PORT" \
  --prebootcommandfile "$BILLS_WORK/preboot.asadmin" --logproperties "$here/logging.properties" \
  --deploy "$2" --deploy "$3" --contextroot /
