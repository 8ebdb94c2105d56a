# A stand-in of ours for the gem `stripe`: only what the snippets of the tests ask of it.
# As the real one does, it knows its host and brings its authorities with it.
require "json"
require "net/http"
require "openssl"

module Stripe
  class << self
    attr_accessor :api_key, :api_version
  end

  class Refused < StandardError; end

  def self.ask(verb, path, params = nil, key: api_key)
    url = URI("https://api.stripe.com#{path}")
    asked = Net::HTTP.const_get(verb.capitalize).new(url)
    asked["Authorization"] = "Bearer #{key}"
    asked["Stripe-Version"] = api_version
    asked.set_form_data(params) if params
    brought = OpenSSL::X509::Store.new.add_file(File.join(__dir__, "authorities.pem"))
    secure = { use_ssl: true, cert_store: brought }
    heard = Net::HTTP.start(url.host, url.port, **secure) { |http| http.request(asked) }
    answer = JSON.parse(heard.body)
    raise Refused, answer["error"]["message"] unless heard.is_a?(Net::HTTPSuccess)
    answer
  end

  class Customer
    attr_reader :sources

    def self.retrieve(id) = new(Stripe.ask("get", "/v1/customers/#{id}"))

    def initialize(answer) = @sources = Sources.new(answer["sources"]["url"])
  end

  Sources = Struct.new(:url) do
    def create(params) = Stripe.ask("post", url, params)
  end

  # Today's style: a client has a key of its own.
  StripeClient = Struct.new(:key) do
    def v1 = self
    def charges = self
    def create(params) = Stripe.ask("post", "/v1/charges", params, key: key)
  end
end
