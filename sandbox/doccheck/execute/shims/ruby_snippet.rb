# Runs before a snippet: whatever its SDK asks is answered by the sandbox, which an
# authority of ours vouches for; nothing else can be reached.
require "openssl"
require "socket"
require "stripe"
require "uri"

# The API is found at the sandbox, this machine is itself, and the rest is nowhere.
module Redirected
  API = "api.stripe.com"
  SANDBOX = URI(ENV.fetch("SANDBOX_URL"))

  def self.place(host, port = nil)
    return [SANDBOX.host, SANDBOX.port] if host == API
    return [host, port] if %w[127.0.0.1 ::1].include?(host)
    raise SocketError, "there is no network while a page is checked: #{host}"
  end

  # By an address.
  def connect(address)
    there = address.is_a?(Addrinfo) ? address : Addrinfo.new(address)
    Redirected.place(there.ip_address) if there.ip?
    super
  end

  # Whichever authorities an SDK brings with it, it asks ours.
  module Vouched
    def add_file(_path)
      super(ENV.fetch("SSL_CERT_FILE"))
    end
  end
end
Socket.prepend(Redirected)
OpenSSL::X509::Store.prepend(Redirected::Vouched)
[[Socket, :tcp], [TCPSocket, :new], [TCPSocket, :open]].each do |owner, name|
  by_name = Module.new do
    define_method(name) do |host, port, *rest, **options, &block|
      super(*Redirected.place(host, port), *rest, **options, &block)
    end
  end
  owner.singleton_class.prepend(by_name)
end

Stripe.api_version = ENV.fetch("SANDBOX_VERSION")

at_exit do
  next if [NilClass, SystemExit, SyntaxError].any? { |kind| $!.is_a?(kind) }
  $stderr.puts $!.full_message(highlight: false, order: :bottom) # what happened is last
  exit! 1
end
