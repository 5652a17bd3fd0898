namespace RocketControl.Client.Transports.RocketRide.Accounts;

/// <summary>
/// The user's account (RocketRide protocol §3.10). Only the hosted edition has accounts; an open-source server refuses everything but <see cref="Environment"/> with
/// <see cref="RunNotSupportedException"/>. Thread-safe.
/// </summary>
public sealed class RocketRideAccountManagement
{
    private readonly GroupCalls _me;

    internal RocketRideAccountManagement(RocketRideCaller caller)
    {
        _me = new GroupCalls(caller, RunOperation.Account, "rrext_account_me");
        Keys = new RocketRideApiKeys(caller);
        Organizations = new RocketRideOrganizations(caller);
        Members = new RocketRideMembers(caller);
        Teams = new RocketRideTeams(caller);
        Environment = new RocketRideServerEnvironment(caller);
    }

    /// <summary>The user's keys.</summary>
    public RocketRideApiKeys Keys { get; }

    /// <summary>Organizations.</summary>
    public RocketRideOrganizations Organizations { get; }

    /// <summary>The members of an organization.</summary>
    public RocketRideMembers Members { get; }

    /// <summary>The teams of an organization.</summary>
    public RocketRideTeams Teams { get; }

    /// <summary>The variables that pipelines can refer to; an open-source server has these, too.</summary>
    public RocketRideServerEnvironment Environment { get; }

    /// <summary>Reads the user's profile.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<AccountProfile> GetProfileAsync(CancellationToken cancellationToken = default) =>
        AccountProfile.Read(await _me.AskAsync(new("get"), cancellationToken).ConfigureAwait(false));

    /// <summary>Changes the user's profile.</summary>
    /// <param name="changes">What to change; what is null stays as it is.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public Task UpdateProfileAsync(ProfileChanges changes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var update = new Subcommand(
            "update",
            ("displayName", changes.DisplayName),
            ("preferredUsername", changes.PreferredUsername),
            ("givenName", changes.GivenName),
            ("familyName", changes.FamilyName),
            ("email", changes.Email),
            ("phoneNumber", changes.PhoneNumber),
            ("locale", changes.Locale));
        return _me.TellAsync(update, cancellationToken);
    }

    /// <summary>Makes a team the one that owns new runs unless another is named.</summary>
    /// <param name="teamId">The team.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public Task SetDefaultTeamAsync(string teamId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(teamId);
        return _me.TellAsync(new("set_default_team", ("teamId", teamId)), cancellationToken);
    }

    /// <summary>Deletes the user's account for good.</summary>
    /// <param name="cancellationToken">Stops the waiting; what was sent is not taken back.</param>
    public Task DeleteAccountAsync(CancellationToken cancellationToken = default) => _me.TellAsync(new("delete"), cancellationToken);
}
