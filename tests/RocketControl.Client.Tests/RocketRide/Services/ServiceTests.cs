using System.Text.Json;
using System.Text.Json.Nodes;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Tests.RocketRide.Services;

internal sealed class ServiceTests : TransportTests
{
    [Test]
    public async Task The_services_come_by_name()
    {
        var services = await Transport.GetServicesAsync().Soon();

        Assert.That(services.Keys, Does.Contain("webhook").And.Contain("chat"));
        Assert.That(services["webhook"].Name, Is.EqualTo("webhook"));
    }

    [Test]
    public async Task One_service_tells_what_it_is()
    {
        var webhook = await Transport.GetServiceAsync("webhook").Soon();

        Assert.That((webhook?.Protocol, webhook?.Title), Is.EqualTo(("webhook://", webhook?.Raw.GetProperty("title").GetString())));
        Assert.That(webhook?.ClassTypes, Does.Contain("source"));
    }

    [Test]
    public async Task An_unknown_service_is_null()
    {
        Assert.That(await Transport.GetServiceAsync("no_such_service").Soon(), Is.Null);
    }

    [TestCase("4160", ServiceCapabilities.Internal | ServiceCapabilities.Gpu)]
    [TestCase("""["noinclude","Gpu","from the future"]""", ServiceCapabilities.NoInclude | ServiceCapabilities.Gpu)]
    [TestCase("null", ServiceCapabilities.None)]
    public async Task Capabilities_are_understood_as_bits_and_as_names(string sent, ServiceCapabilities expected)
    {
        Answer($$"""{"title":"X","capabilities":{{sent}}}""");

        Assert.That((await Transport.GetServiceAsync("x").Soon())?.Capabilities, Is.EqualTo(expected));
    }

    [Test]
    public async Task A_definition_with_members_of_other_types_still_reads()
    {
        Answer("""{"title":null,"protocol":7,"classType":"source","description":["a ","b"],"lanes":{"text":["text",1],"odd":"x"}}""");

        var service = await Transport.GetServiceAsync("x").Soon();

        Assert.That((service?.Title, service?.Protocol, service?.Description), Is.EqualTo(("", "", "a b")));
        Assert.That(service?.Lanes["text"], Is.EqualTo(["text"]));
        Assert.That(service?.Lanes["odd"], Is.Empty);
    }

    private void Answer(string body) => Server.Faults.On("rrext_services").RewriteReply(reply =>
    {
        reply["success"] = true;
        reply["body"] = JsonNode.Parse(body, documentOptions: new JsonDocumentOptions());
    });
}
