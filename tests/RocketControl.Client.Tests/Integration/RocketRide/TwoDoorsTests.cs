using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports;
using RocketControl.Client.Transports.RocketRide.Chat;

namespace RocketControl.Client.Tests.Integration.RocketRide;

/// <summary>What docs/rocketride.md begins with.</summary>
[TestFixture]
internal sealed class TwoDoorsTests : EmulatorTests
{
    [Test]
    public async Task One_transport_serves_the_main_job_and_what_only_RocketRide_has()
    {
        var transport = new RocketRideTransport(ClientOptions);
        await using var client = new RunControlClient(transport);

        var run = await client.UseAsync(Pipelines.Chat()).Soon();
        var answer = await transport.ChatAsync(run, new Question("What is in the report?")).Soon();
        await transport.Store.WriteTextAsync("answers/report.txt", answer.Text).Soon();

        Assert.That(await transport.Store.ReadTextAsync("answers/report.txt").Soon(), Is.EqualTo(answer.Text).And.Not.Empty);
        Assert.That(CountRequests("auth"), Is.EqualTo(1));
    }
}
