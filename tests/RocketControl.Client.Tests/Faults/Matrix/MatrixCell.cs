using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Wire;

namespace RocketControl.Client.Tests.Faults.Matrix;

/// <summary>One call, one fault, one point. Whatever happens, the call ends as it has to and the next one on the same client works.</summary>
internal sealed record MatrixCell(MatrixCall Call, MatrixFault Fault, WirePoint Point)
{
    /// <summary>Longer than any pause before a repetition, shorter than any deadline.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public Ending Expected => Fault.Expect(Call);

    /// <summary>Whether a heartbeat has to notice the fault, because the connection was fit for use before.</summary>
    public bool IsHeartbeats => Fault.IsHeartbeats && Call.Kind is not (CallKind.Opening or CallKind.LoggingIn);

    /// <returns>What was wrong; null when all was right.</returns>
    public async Task<string?> PlayAsync(MatrixTransport transport, int number)
    {
        var time = Fault.IsSilent ? new ManualTimeProvider() : null;
        await using var scene = await transport.SetAsync(this, number, time);
        var request = Call.RequestOf(scene.Run);
        var armed = scene.Proxy.Arm(request, Point, Fault.Fault, Fault.Times);
        var besides = Fault.Besides is { } other ? scene.Proxy.Arm(other.Request, WirePoint.BeforeSend, other.Fault, other.Times) : null;

        var call = EndingOfAsync(Call.InvokeAsync(scene));
        await Task.WhenAny(armed.Hit, call).Soon();
        if (!armed.Hit.IsCompleted)
            return $"ended before the fault: {await call}; {string.Join(", ", scene.Proxy.Record)}";
        armed.Release();
        if (time is not null)
            await LetPassAsync(time, scene.Proxy, call, (await armed.Hit).ClientGone);

        var ending = await call.Soon();
        if (ending != Expected.ToString())
            return $"ended with {ending}, not with {Expected}";
        var timesSent = scene.Proxy.Record.Count(unit => unit.IsToServer && unit.Name == request);
        if (Call is { AsksAgain: false, Kind: CallKind.Unrepeatable or CallKind.Feeding } && Fault.Times == 1
            && timesSent != (Fault.IsRefusal && Expected == Ending.Right ? 2 : 1))
            return $"was sent {timesSent} times";

        armed.Disarm();
        besides?.Disarm();
        scene.Proxy.Return();
        var next = await EndingOfNextAsync(transport, scene);
        if (next == Fault.Aftermath?.ToString())
            next = await EndingOfNextAsync(transport, scene);
        return next == Ending.Right.ToString() ? null : $"the next call ended with {next}";
    }

    public override string ToString() => $"{Call} {PointName(Point)}: {Fault}";

    public static string PointName(WirePoint point) => point switch
    {
        WirePoint.BeforeSend => "before it is sent",
        WirePoint.DuringSend => "while it is sent",
        WirePoint.SentNoReply => "before its reply",
        _ => "inside its reply",
    };

    /// <summary>Time goes on until the client has given up the call, or the connection; after that only as far as repetitions need it.</summary>
    private async Task LetPassAsync(ManualTimeProvider time, FaultProxy proxy, Task call, Task clientGone)
    {
        if (Fault.PauseAsked is { } pause)
        {
            while (!call.IsCompleted)
            {
                await Task.WhenAny(call, time.WhenArmedAsync(pause)).Soon();
                if (!call.IsCompleted)
                    time.Advance(Call.Timeout < pause ? Call.Timeout : pause);
            }
            return;
        }
        if (!IsHeartbeats)
        {
            await time.PassUntilEndedAsync(call, Call.Timeout);
            return;
        }
        await PassUntilNoticedAsync(time, proxy, clientGone);
        await time.PassUntilEndedAsync(call, Pause);
    }

    /// <summary>
    /// When a heartbeat looks, asks and gives up cannot be seen from outside: it looks again a tick later when it finds the client in the midst of sending, or its question
    /// has not left yet. So time goes on in small steps, as many as that takes, and what is ready runs in between; all other deadlines are far away.
    /// </summary>
    private static async Task PassUntilNoticedAsync(ManualTimeProvider time, FaultProxy proxy, Task clientGone)
    {
        const int TurnsOfThePool = 500;
        var accepted = proxy.Accepted;
        for (var step = 0; step < 10_000 && !IsNoticed(); step++)
        {
            for (var turn = 0; turn < TurnsOfThePool && !IsNoticed(); turn++)
                await Task.Yield();
            if (!IsNoticed())
                time.Advance(Pause);
        }
        await clientGone.Soon();

        bool IsNoticed() => clientGone.IsCompleted || proxy.Accepted > accepted;
    }

    private async Task<string> EndingOfAsync(Task<object?> call)
    {
        try
        {
            var result = await call;
            return Equals(result, Call.Right) ? Ending.Right.ToString() : $"a wrong result: {result}";
        }
        catch (RunControlException exception)
        {
            return new Ending(exception.GetType().Name, exception.OutcomeUnknown).ToString();
        }
        catch (Exception exception)
        {
            return exception.ToString();
        }
    }

    private async Task<string> EndingOfNextAsync(MatrixTransport transport, MatrixScene scene)
    {
        var next = EndingOfAsync(UseAgainAsync(transport, scene));
        if (scene.Time is { } time)
            await time.PassUntilEndedAsync(next, Pause);
        return await next.Soon();
    }

    private async Task<object?> UseAgainAsync(MatrixTransport transport, MatrixScene scene)
    {
        await transport.UseAgainAsync(scene);
        return Call.Right;
    }
}
