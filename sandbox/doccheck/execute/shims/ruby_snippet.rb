# Runs before a snippet: its SDK asks the sandbox, and nothing asks elsewhere.
require "socket"
require "stripe"

# Refuses every address but this machine's.
module KeptIn
  def self.allow(host)
    return if %w[127.0.0.1 ::1].include?(host)
    raise SocketError, "there is no network while a page is checked: #{host}"
  end

  def connect(address)
    there = address.is_a?(Addrinfo) ? address : Addrinfo.new(address)
    KeptIn.allow(there.ip_address) if there.ip?
    super
  end

  # What connects as soon as it is made.
  module AtOnce
    def initialize(host = nil, *rest, **options)
      KeptIn.allow(host)
      super
    end
  end
end
Socket.prepend(KeptIn)
TCPSocket.prepend(KeptIn::AtOnce)

Stripe.api_base = ENV.fetch("SANDBOX_URL")
Stripe.ca_bundle_path = ENV.fetch("SANDBOX_AUTHORITY")
Stripe.api_version = ENV.fetch("SANDBOX_VERSION")
Stripe.max_network_retries = 0

at_exit do
  next if $!.nil? || $!.is_a?(SystemExit)
  $stderr.puts $!.full_message(highlight: false, order: :bottom) # what happened is said last
  exit! 1
end
