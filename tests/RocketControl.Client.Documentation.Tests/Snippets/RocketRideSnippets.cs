using RocketControl.Client.Transports;
using RocketControl.Client.Transports.RocketRide.Chat;

namespace RocketControl.Client.Documentation.Tests.Snippets;

[TestFixture]
internal sealed class RocketRideSnippets : RocketRideScene
{
    [Test]
    public async Task Two_doors()
    {
        var (endpoint, key) = (Endpoint, Key);

        #region two-doors
        var transport = new RocketRideTransport(new RocketRideOptions { Endpoint = endpoint, Credential = key });
        await using var client = new RunControlClient(transport);          // disposes of the transport, too

        Run run = await client.UseAsync(PipelineDefinition.FromFile("chat.pipe"));
        ChatAnswer answer = await transport.ChatAsync(run, new Question("What is in the report?"));
        await transport.Store.WriteTextAsync("answers/report.txt", answer.Text);
        #endregion

        Assert.That(await transport.Store.ReadTextAsync("answers/report.txt"), Is.EqualTo(answer.Text));
    }
}
