using RocketControl.Client;

namespace RocketControl.Client.Smoke;

/// <summary>The life of a RocketRide run, over the WebSocket and over HTTP.</summary>
internal static class RocketRideTour
{
    private const string Echo = """
        {
          "components": [
            { "id": "webhook_1", "provider": "webhook", "config": { "mode": "Source", "type": "webhook" } },
            { "id": "response_1", "provider": "response", "config": { "lanes": [] }, "input": [{ "lane": "text", "from": "webhook_1" }] }
          ],
          "source": "webhook_1",
          "project_id": "8d3f1f0e-6f0c-4f0b-9a57-0c7f6f3f0a10"
        }
        """;

    public static async Task RunAsync(string endpoint, string key, CancellationToken cancellationToken)
    {
        foreach (var mode in new[] { RocketRideTransportMode.WebSocket, RocketRideTransportMode.Http })
        {
            await using var client = RunControlClient.ForRocketRide(new RocketRideOptions { Endpoint = endpoint, Credential = key, Transport = mode });
            var run = await client.UseAsync(PipelineDefinition.FromJson(Echo), cancellationToken);
            var sent = await client.SendAsync(run, "to and fro", cancellationToken);
            Expect.Equal("to and fro", sent.Texts.Single().Trim());
            Expect.Equal(RunState.Running, (await client.GetTaskStatusAsync(run, cancellationToken)).State);

            var end = await client.TerminateAsync(run, new TerminateOptions { WaitForCompletion = true }, cancellationToken);
            Expect.Equal(TerminateOutcome.Completed, end.Outcome);
            Console.WriteLine($"{client.TransportName}: {run} gave the text back and is {end.FinalStatus?.State}");
        }
    }
}
