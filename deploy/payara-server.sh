#!/bin/sh
# Bills on Payara Server: the EAR and the resource adapter, in a domain of their own.
#
#   deploy/payara-server.sh create                       make the domain "bills"
#   deploy/payara-server.sh start                        start it; the settings come from this environment
#   deploy/payara-server.sh deploy bills-jms.rar bills.ear
#   deploy/payara-server.sh stop
#
#   PAYARA_HOME         the unpacked distribution (payara-6.2025.10.zip)
#   PAYARA_DOMAINS      where domains live              (default: $PAYARA_HOME/glassfish/domains)
#   PAYARA_ADMIN_PORT   admin listener, loopback only   (default: 4848)
#   PAYARA_IIOP_PORT    ORB, loopback only              (default: 3700; without it the ORB takes a random port everywhere)
#   PAYARA_PASSWORDS    asadmin password file           (default: none, admin without a password on loopback)
#   BILLS_HTTP_PORT     the application                 (default: 8080)
#   BILLS_HTTP_ADDRESS  the interface it listens on     (default: 127.0.0.1, behind a proxy that ends TLS)
#
# Nothing else listens: no JMX, no embedded broker, no cluster, no TLS listener of its own.
set -eu

: "${PAYARA_HOME:?set PAYARA_HOME to the unpacked Payara Server}"
: "${PAYARA_DOMAINS:=$PAYARA_HOME/glassfish/domains}"
: "${PAYARA_ADMIN_PORT:=4848}"
: "${PAYARA_IIOP_PORT:=3700}"
: "${BILLS_HTTP_PORT:=8080}"
: "${BILLS_HTTP_ADDRESS:=127.0.0.1}"
DOMAIN=bills

asadmin() {
  if [ -n "${PAYARA_PASSWORDS:-}" ]; then
    "$PAYARA_HOME/bin/asadmin" --user admin --passwordfile "$PAYARA_PASSWORDS" --port "$PAYARA_ADMIN_PORT" --interactive=false "$@"
  else
    "$PAYARA_HOME/bin/asadmin" --user admin --port "$PAYARA_ADMIN_PORT" --interactive=false "$@"
  fi
}

create() {
  mkdir -p "$PAYARA_DOMAINS"
  if [ -n "${PAYARA_PASSWORDS:-}" ]; then nopassword=false; else nopassword=true; fi
  asadmin create-domain --nopassword="$nopassword" --checkports=false \
    --domaindir "$PAYARA_DOMAINS" --adminport "$PAYARA_ADMIN_PORT" --instanceport "$BILLS_HTTP_PORT" "$DOMAIN"
  # services that asadmin can switch off only while they already listen; AUTO_SERVER makes H2, which keeps
  # the server's own timers, listen on a random port of every interface
  xml=$PAYARA_DOMAINS/$DOMAIN/config/domain.xml
  sed -e 's/;AUTO_SERVER=TRUE//' -e '/<config name="server-config"/,/<\/config>/{
s/<hazelcast-config-specific-configuration/& enabled="false"/
/<hazelcast-config-specific-configuration/i\
<jms-service type="DISABLED" default-jms-host="default_JMS_host"><jms-host name="default_JMS_host" host="localhost" port="7676" lazy-init="true"/></jms-service>
}' "$xml" > "$xml.new"
  grep -q '<jms-service type="DISABLED"' "$xml.new" && ! grep -q AUTO_SERVER "$xml.new" || {
    echo "$xml looks different than expected: JMS, Hazelcast and H2 would listen" >&2
    exit 1
  }
  mv "$xml.new" "$xml"
}

start() {
  config=configs.config.server-config
  listeners=$config.network-config.network-listeners.network-listener
  cat > "$PAYARA_DOMAINS/$DOMAIN/config/bills-preboot.asadmin" <<END
set $listeners.http-listener-1.address=$BILLS_HTTP_ADDRESS
set $listeners.http-listener-1.port=$BILLS_HTTP_PORT
set $config.network-config.protocols.protocol.http-listener-1.http.trace-enabled=true
set $listeners.http-listener-2.enabled=false
set $listeners.admin-listener.address=127.0.0.1
set $config.iiop-service.iiop-listener.orb-listener-1.address=127.0.0.1
set $config.iiop-service.iiop-listener.orb-listener-1.port=$PAYARA_IIOP_PORT
set $config.iiop-service.iiop-listener.SSL.enabled=false
set $config.iiop-service.iiop-listener.SSL_MUTUALAUTH.enabled=false
set $config.admin-service.jmx-connector.system.enabled=false
set $config.admin-service.das-config.dynamic-reload-enabled=false
END
  asadmin start-domain --domaindir "$PAYARA_DOMAINS" \
    --prebootcommandfile "$PAYARA_DOMAINS/$DOMAIN/config/bills-preboot.asadmin" "$DOMAIN"
}

deploy() {
  # the adapter first: the application's message listeners are bound to it
  deploy_one bills-jms "$1"
  deploy_one bills "$2"
}

deploy_one() {
  # a refusal comes with pages of stack trace; its first lines say why
  if ! answer=$(asadmin deploy --force=true --name "$1" "$2" 2>&1); then
    printf '%s\n' "$answer" | grep -v '^[[:space:]]*at ' | cut -c1-300 | head -n 4 >&2
    echo "$1 was not deployed; the server's log has the rest" >&2
    exit 1
  fi
  printf '%s\n' "$answer"
}

stop() {
  asadmin stop-domain --domaindir "$PAYARA_DOMAINS" "$DOMAIN"
}

case "${1:-}" in
  create | start | stop) "$1" ;;
  deploy)
    [ $# -eq 3 ] || { echo "usage: $0 deploy bills-jms.rar bills.ear" >&2; exit 64; }
    deploy "$2" "$3"
    ;;
  *)
    echo "usage: $0 create|start|deploy|stop" >&2
    exit 64
    ;;
esac
