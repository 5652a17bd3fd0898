using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.RocketRide.Services;

internal sealed class ValidationTests : TransportTests
{
    protected override RocketRideEmulatorOptions ServerOptions => new()
    {
        Environment = new Dictionary<string, string> { ["ROCKETRIDE_SECRET"] = "resolved-on-the-server" },
    };

    [Test]
    public async Task A_good_pipeline_has_no_errors()
    {
        var validation = await Transport.ValidateAsync(Pipelines.Echo()).Soon();

        Assert.That(validation.IsValid, Is.True, validation.ToString());
        Assert.That(validation.Pipeline.GetProperty("version").GetInt32(), Is.EqualTo(1));
    }

    [Test]
    public async Task An_unknown_component_is_listed_with_its_id()
    {
        var validation = await Transport.ValidateAsync(Pipelines.WithUnknownProvider()).Soon();

        Assert.That(validation.IsValid, Is.False);
        Assert.That(validation.Errors.Single().ComponentId, Is.EqualTo("a"));
        Assert.That(validation.Errors.Single().Message, Does.Contain("no_such_node"));
    }

    [Test]
    public async Task What_the_server_refuses_outright_is_listed_as_well()
    {
        var ambiguous = PipelineDefinition.FromJson(
            """{"components":[{"id":"a","provider":"webhook","config":{"mode":"Source"}},{"id":"b","provider":"webhook","config":{"mode":"Source"}}]}""");

        var validation = await Transport.ValidateAsync(ambiguous).Soon();

        Assert.That(validation.Errors.Single().Message, Is.EqualTo("Pipeline has multiple source components, please specify one explicitly"));
        Assert.That((await Transport.ValidateAsync(ambiguous, "b").Soon()).IsValid, Is.True);
    }

    [Test]
    public async Task The_servers_secrets_do_not_show_in_the_text_of_a_validation()
    {
        var validation = await Transport.ValidateAsync(Pipelines.Echo(setting: "${ROCKETRIDE_SECRET}")).Soon();

        Assert.That(validation.Pipeline.GetRawText(), Does.Contain("resolved-on-the-server"));
        Assert.That(validation.ToString(), Does.Not.Contain("resolved-on-the-server"));
    }
}
