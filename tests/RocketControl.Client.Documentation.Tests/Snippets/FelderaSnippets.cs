using RocketControl.Client.Emulator;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Documentation.Tests.Snippets;

[TestFixture]
internal sealed class FelderaSnippets
{
    [Test]
    public async Task The_main_job()
    {
        const string Sql = "CREATE TABLE orders (id INT) WITH ('materialized' = 'true');";
        await using var server = await FelderaEmulator.StartAsync(new FelderaEmulatorOptions { Edition = FelderaEdition.Enterprise, ApiKey = "apikey:test" });
        var (endpoint, key) = (server.Endpoint.ToString(), server.ApiKey!);

        #region feldera
        await using var transport = new FelderaTransport(new FelderaOptions { Endpoint = endpoint, Credential = key });
        await using var client = new RunControlClient(transport);           // or RunControlClient.ForFeldera(options), when its own methods are not needed

        Run run = await client.UseAsync(new FelderaPipeline("orders", Sql));
        await client.SendAsync(run with { Source = "orders" }, """{"id":1}""");     // returns when it is worked off
        TerminateResult end = await client.TerminateAsync(run, new TerminateOptions { WaitForCompletion = true });
        #endregion

        Assert.That(end.Outcome, Is.EqualTo(TerminateOutcome.Completed));
    }
}
