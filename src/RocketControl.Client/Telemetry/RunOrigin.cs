using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace RocketControl.Client.Telemetry;

/// <summary>
/// The span that started a run, for later calls to link to. All are equal: where it was watched from makes no difference to what a run is, so it must make none between
/// two handles on it.
/// </summary>
internal readonly struct RunOrigin : IEquatable<RunOrigin>
{
    private readonly StrongBox<ActivityContext>? _context;

    public RunOrigin(ActivityContext context) => _context = new(context);

    /// <summary>The links of a later call's span; null when nobody watched the start.</summary>
    public IEnumerable<ActivityLink>? Links => _context is null ? null : [new ActivityLink(_context.Value)];

    public bool Equals(RunOrigin other) => true;

    public override bool Equals(object? obj) => obj is RunOrigin;

    public override int GetHashCode() => 0;
}
