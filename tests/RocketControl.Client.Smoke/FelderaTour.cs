using RocketControl.Client;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Smoke;

/// <summary>The life of a Feldera pipeline: typed records in, a query, a checkpoint.</summary>
internal static class FelderaTour
{
    private const string Sql = """
        CREATE TABLE readings (sensor VARCHAR NOT NULL, celsius INT NOT NULL) WITH ('materialized' = 'true');
        CREATE MATERIALIZED VIEW latest AS SELECT * FROM readings;
        """;

    public static async Task RunAsync(string endpoint, CancellationToken cancellationToken)
    {
        await using var transport = new FelderaTransport(new FelderaOptions { Endpoint = endpoint });
        await using var client = new RunControlClient(transport);
        var run = await client.UseAsync(new FelderaPipeline("smoke", Sql), cancellationToken);
        var reading = new Reading("attic", 31);
        var token = await transport.IngestAsync(run, "readings", [reading], ReadingContext.Default.Reading, cancellationToken: cancellationToken);
        await token.WaitAsync(cancellationToken: cancellationToken);
        await foreach (var row in transport.QueryAsync(run, "SELECT * FROM latest", ReadingContext.Default.Reading, cancellationToken))
            Expect.Equal(reading, row);
        await transport.CheckpointAsync(run, cancellationToken: cancellationToken);

        var end = await client.TerminateAsync(run, new TerminateOptions { WaitForCompletion = true }, cancellationToken);
        Expect.Equal(TerminateOutcome.Completed, end.Outcome);
        Console.WriteLine($"{client.TransportName}: {run} took a record, answered a query and is {end.FinalStatus?.State}");
    }
}
