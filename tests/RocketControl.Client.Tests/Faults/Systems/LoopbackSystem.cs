namespace RocketControl.Client.Tests.Faults.Systems;

/// <summary>A system with a server of its own on loopback, and one call that shows the credential.</summary>
internal abstract class LoopbackSystem : IAsyncDisposable
{
    /// <summary>The server.</summary>
    public abstract Uri Server { get; }

    /// <summary>What a proxy calls the request that begins the call.</summary>
    public abstract string Request { get; }

    /// <summary>True once anybody has asked the server for anything.</summary>
    public abstract bool WasContacted { get; }

    /// <summary>The addresses that were asked for over HTTP, with their queries.</summary>
    public abstract IEnumerable<string> Addresses { get; }

    /// <summary>What must not go where it does not belong.</summary>
    public virtual string Key => "a-key-of-the-test";

    public static async Task<TSystem> StartAsync<TSystem>()
        where TSystem : LoopbackSystem, new()
    {
        var system = new TSystem();
        await system.StartAsync();
        return system;
    }

    public abstract RunControlClient CreateClient(Uri origin, Action<System.Net.Security.SslClientAuthenticationOptions>? configureTls = null);

    public abstract Task AskAsync(RunControlClient client);

    public abstract ValueTask DisposeAsync();

    protected abstract Task StartAsync();
}
