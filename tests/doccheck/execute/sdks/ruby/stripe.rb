# A stand-in of ours for the gem `stripe`: only what the snippets of the tests ask of it.
require "json"
require "net/http"
require "openssl"

module Stripe
  class << self
    attr_accessor :api_key, :api_base, :api_version, :ca_bundle_path, :max_network_retries
  end

  class Refused < StandardError; end

  def self.ask(verb, path, params = nil)
    url = URI(api_base + path)
    asked = Net::HTTP.const_get(verb.capitalize).new(url)
    asked["Authorization"] = "Bearer #{api_key}"
    asked["Stripe-Version"] = api_version
    asked.set_form_data(params) if params
    secure = { use_ssl: true, ca_file: ca_bundle_path }
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

  module Charge
    def self.create(params) = Stripe.ask("post", "/v1/charges", params)
  end
end
