using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Tests.Support;

/// <summary>
/// A transport of which a test says only what it needs: everything else fails the test. Not bound to the interface's present shape. Public and open because the
/// framework derives from it.
/// </summary>
public class StubTransport : DispatchProxy
{
    private readonly List<string> _calls = [];

    /// <summary>The methods that were called, in order.</summary>
    public IReadOnlyList<string> Calls => _calls;

    public RunCapabilities Capabilities { get; set; } =
        new(RunBackend.RocketRide, Enum.GetValues<RunCapability>().Select(capability => new CapabilityEntry(capability, CapabilitySupport.Native)));

    /// <summary>What each method does, by its name; gets the arguments.</summary>
    public Dictionary<string, Func<object?[], object?>> Methods { get; } = [];

    public IRunTransport Transport => (IRunTransport)(object)this;

    public static StubTransport Create() => (StubTransport)(object)Create<IRunTransport, StubTransport>();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var name = targetMethod!.Name;
        switch (name)
        {
            case "get_Capabilities":
                return Capabilities;
            case "get_Name":
                return "stub";
            case "get_Logger":
#pragma warning disable RS0030 // A stub says nothing that anybody would have to watch.
                return NullLogger.Instance;
#pragma warning restore RS0030
        }
        lock (_calls)
            _calls.Add(name);
        if (Methods.TryGetValue(name, out var method))
            return method(args ?? []);
        return name == nameof(IAsyncDisposable.DisposeAsync) ? default(ValueTask) : throw new AssertionException($"{name} was called.");
    }
}
