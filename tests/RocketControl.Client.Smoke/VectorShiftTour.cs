using RocketControl.Client;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Smoke;

/// <summary>A VectorShift run and the outputs that it streams.</summary>
internal static class VectorShiftTour
{
    public static async Task RunAsync(string endpoint, string key, CancellationToken cancellationToken)
    {
        await using var transport = new VectorShiftTransport(new VectorShiftOptions { Endpoint = endpoint, Credential = key });
        await using var client = new RunControlClient(transport);
        var run = await client.UseAsync(new VectorShiftPipeline("counter"), cancellationToken);
        var outputs = 0;
        await foreach (var output in transport.ReadOutputsAsync(run, cancellationToken))
        {
            if (++outputs == 2)
                break;
        }
        Expect.Equal(2, outputs);

        var end = await client.TerminateAsync(run, new TerminateOptions { WaitForCompletion = true }, cancellationToken);
        Console.WriteLine($"{client.TransportName}: {run} gave {outputs} outputs, and its end was {end.Outcome}");
    }
}
