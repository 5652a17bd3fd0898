using Microsoft.Extensions.DependencyInjection;
using RocketControl.Client.Emulator;

namespace RocketControl.Client.Hosting.Tests.Clients;

/// <summary>HTTP requests go through the factory's handlers, and the rules of the client's own handler hold there as well.</summary>
[TestFixture]
internal sealed class HandlerTests
{
    private readonly HostScene _host = new();

    [TearDown]
    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Test]
    public async Task Requests_go_through_handlers_that_were_added()
    {
        await using var server = await FelderaEmulator.StartAsync();
        _host.Services.AddRunControlClient("b", _ => new FelderaOptions { Endpoint = $"{server.Endpoint}" })
            .Http.AddHttpMessageHandler(static () => new MarkingHandler());

        await _host.Client("b").ListAsync().Soon();

        Assert.That(server.ReceivedRequests[0].Headers.Any(header => header.Key == MarkingHandler.Header));
    }

    [Test]
    public void A_primary_handler_that_follows_redirects_is_refused()
    {
        _host.Services.AddRunControlClient("b", static _ => new FelderaOptions())
            .Http.ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler { UseCookies = false });

        Assert.That(() => _host.Client("b"), Throws.TypeOf<RunInvalidArgumentException>().With.Message.EqualTo(
            "FelderaOptions.HttpHandler follows redirects; turn AllowAutoRedirect off."));
    }

    [Test]
    public void A_primary_handler_that_keeps_cookies_is_refused()
    {
        _host.Services.AddRunControlClient("b", static _ => new RocketRideOptions())
            .Http.ConfigurePrimaryHttpMessageHandler(static () => new HttpClientHandler { AllowAutoRedirect = false });

        Assert.That(() => _host.Client("b"), Throws.TypeOf<RunInvalidArgumentException>().With.Message.EqualTo(
            "RocketRideOptions.HttpHandler keeps cookies; turn UseCookies off."));
    }

    [Test]
    public void A_handler_that_was_set_in_the_options_stays()
    {
        var handler = new FelderaOptions().CreateHttpHandler();
        _host.Services.AddRunControlClient("b", _ => new FelderaOptions { HttpHandler = () => handler });

        Assert.That(RocketControl.Client.Hosting.Clients.HostedClient.Of(_host.Provider, "b").Options.HttpHandler!(), Is.SameAs(handler));
    }

    private sealed class MarkingHandler : DelegatingHandler
    {
        public const string Header = "X-Marked";

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Add(Header, "yes");
            return base.SendAsync(request, cancellationToken);
        }
    }
}
