namespace RocketControl.Client.Transports.RocketRide.Accounts;

/// <summary>Whose variables are meant (RocketRide protocol §3.10).</summary>
public sealed record EnvironmentScope
{
    private EnvironmentScope(string command, string idName, string? id) => (Command, IdName, Id) = (command, idName, id);

    /// <summary>The user's own; on an open-source server those of the server itself.</summary>
    public static EnvironmentScope User { get; } = new("rrext_account_me", "", null);

    internal string Command { get; }

    internal string IdName { get; }

    internal string? Id { get; }

    /// <summary>Those of a team, on the hosted edition only.</summary>
    /// <param name="teamId">The team.</param>
    public static EnvironmentScope Team(string teamId)
    {
        ArgumentException.ThrowIfNullOrEmpty(teamId);
        return new EnvironmentScope("rrext_account_teams", "teamId", teamId);
    }

    /// <summary>Those of an organization, on the hosted edition only.</summary>
    /// <param name="organizationId">The organization.</param>
    public static EnvironmentScope Organization(string organizationId)
    {
        ArgumentException.ThrowIfNullOrEmpty(organizationId);
        return new EnvironmentScope("rrext_account_org", "orgId", organizationId);
    }

    /// <summary>Whose they are.</summary>
    public override string ToString() => Id is null ? "user" : $"{IdName} {Id}";
}
