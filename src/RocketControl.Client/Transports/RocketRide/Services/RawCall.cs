using System.Text.Json;
using System.Text.Json.Nodes;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>A call of the user's own design: any command with any arguments, but nothing that would change the login that all calls share.</summary>
internal sealed class RawCall(RocketRideCaller caller)
{
    private static readonly RunErrorContext Context = new(RunBackend.RocketRide, RunOperation.Call);

    public async Task<RocketRideReply> CallAsync(
        string command, JsonObject? arguments, ReadOnlyMemory<byte>? data, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(command))
            throw new RunInvalidArgumentException("The command is empty.", Context);
        if (command is "auth" or "deauth")
            throw new RunInvalidArgumentException($"'{command}' would change the login that all calls of this client share. Create another transport.", Context);
        if (data is not null && arguments?.ContainsKey("data") == true)
            throw new RunInvalidArgumentException("The data goes either into the arguments or behind them, not both.", Context);
        if (timeout <= TimeSpan.Zero)
            throw new RunInvalidArgumentException($"The timeout must be positive, not {timeout}.", Context);

        var reply = await caller.CallAsync(
            RunOperation.Call, new DapRequest(command, WriterOf(arguments), data), timeout ?? caller.CallTimeout, repeatable: false, cancellationToken)
            .ConfigureAwait(false);
        return new RocketRideReply(new LazyJson(reply.Body).Element, reply.Payload);
    }

    /// <summary>The arguments are taken as they are now: the call may have to wait for its connection.</summary>
    private static Action<Utf8JsonWriter>? WriterOf(JsonObject? arguments)
    {
        if (arguments is null)
            return null;
        var copy = arguments.DeepClone().AsObject();
        return writer =>
        {
            foreach (var (name, value) in copy)
            {
                writer.WritePropertyName(name);
                if (value is null)
                    writer.WriteNullValue();
                else
                    value.WriteTo(writer);
            }
        };
    }
}
