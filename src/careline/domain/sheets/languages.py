"""What people call their columns, in the languages of the shops we know: words by field and language.

Each is folded, with a blank between its words, as `words_of_heading` makes them; the likeliest stands first. Where a
file has such a heading, it is taken without asking: so only words stand here that can hardly mean anything else. What
may mean something else is offered (guessing.py). `first`, `last` and `name` are the names of people, which no field has
to itself; `line` tells the lines of an order apart, and `goods` is what an order list calls a product.
"""

from collections.abc import Mapping

LANGUAGES = ("English", "German", "French", "Spanish", "Dutch", "Italian")

WORDS: Mapping[str, tuple[str, str, str, str, str, str]] = {
    "ref": (
        "ticket id, card id, ticket number, ticket no, ticket, issue key, case id, case number, case no, request id, "
        "request number, reference number, reference, case, id, number, #",
        "ticketnummer, ticket nr, vorgangsnummer, vorgang, fallnummer, aktenzeichen, referenz, nummer, nr",
        "numero de ticket, numero de dossier, n dossier, identifiant, numero, n, no",
        "numero de caso, numero de incidencia, referencia, identificador",
        "zaaknummer, meldingsnummer, kenmerk, referentie",
        "numero ticket, numero pratica, riferimento, codice pratica",
    ),
    "line": (
        "transaction id, order item id, line item id, line id, item id",
        "positionsnummer, position, pos nr",
        "numero de ligne, n ligne",
        "numero de linea",
        "regelnummer",
        "numero riga",
    ),
    "customer": (
        "customer name, client, client name, requester, requester name, buyer, buyer name, full name, reporter, "
        "contact, contact name, associated contact",
        "kunde, kundin, kundenname, name des kunden, auftraggeber, kaufer, besteller, ansprechpartner, kontakt, melder",
        "nom du client, nom client, acheteur, demandeur, nom complet",
        "cliente, nombre del cliente, nombre cliente, comprador, solicitante, nombre completo, nombre y apellidos, "
        "contacto",
        "klant, klantnaam, naam klant, naam van de klant, koper, aanvrager, contactpersoon, naam melder, "
        "volledige naam",
        "nome cliente, nome del cliente, acquirente, richiedente, nome completo, nome e cognome, contatto",
    ),
    "name": ("name", "", "nom", "nombre", "naam", "nome"),
    "first": (
        "first name, firstname, given name, forename, billing first name, first name billing",
        "vorname, vornamen",
        "prenom, prenoms",
        "nombre de pila",
        "voornaam, voornamen",
        "nome di battesimo",
    ),
    "last": (
        "last name, lastname, family name, surname, billing last name, last name billing",
        "nachname, familienname, zuname",
        "nom de famille",
        "apellidos, apellido",
        "achternaam, familienaam",
        "cognome",
    ),
    "company": (
        "company name, organization, organisation, organization name, business name",
        "firma, firmenname, unternehmen, betrieb",
        "entreprise, societe, nom de l entreprise, raison sociale",
        "empresa, nombre de la empresa, razon social",
        "bedrijf, bedrijfsnaam, organisatie",
        "azienda, ditta, societa, ragione sociale",
    ),
    "email": (
        "e mail, mail, email address, e mail address, customer email, client email, requester email, buyer email, "
        "contact email, billing email, email billing",
        "e mail adresse, email adresse, mailadresse, mail adresse, kunden email, kunden e mail",
        "courriel, adresse e mail, adresse mail, adresse email, adresse courriel, adresse electronique",
        "correo, correo electronico, direccion de correo, direccion de correo electronico",
        "e mailadres, emailadres, mailadres",
        "indirizzo e mail, indirizzo email, posta elettronica",
    ),
    "phone": (
        "phone number, telephone, telephone number, tel, mobile, mobile phone, mobile number, cell phone, "
        "customer phone, billing phone, phone billing, buyer phone number",
        "telefon, telefonnummer, telefon nr, rufnummer, handy, handynummer, mobil, mobiltelefon, mobilnummer",
        "numero de telephone, n de telephone, portable, telephone portable, tel portable",
        "telefono, numero de telefono, movil, celular",
        "telefoon, telefoonnummer, mobiel, mobiele telefoon, gsm",
        "numero di telefono, cellulare, recapito telefonico",
    ),
    "subject": (
        "title, summary, issue, problem, what is wrong, what s wrong, topic, complaint, ticket name, card name, "
        "description",
        "betreff, titel, thema, anliegen, beschwerde, reklamation, mangel, kurzbeschreibung, beschreibung",
        "objet, sujet, titre, probleme, motif, reclamation, resume",
        "asunto, titulo, tema, problema, motivo, queja, reclamo, incidencia, resumen, descripcion",
        "onderwerp, klacht, probleem, samenvatting, omschrijving, beschrijving",
        "oggetto, titolo, argomento, segnalazione, riassunto, descrizione",
    ),
    "product": (
        "product name, item name, lineitem name, item, model, article, article name",
        "produkt, produktname, artikel, artikelname, artikelbezeichnung, modell, gerat",
        "produit, nom du produit, modele, appareil",
        "producto, nombre del producto, articulo, modelo",
        "productnaam, artikelnaam, toestel",
        "prodotto, nome prodotto, nome del prodotto, articolo, modello",
    ),
    "goods": (
        "description",
        "bezeichnung, beschreibung",
        "designation",
        "descripcion",
        "omschrijving",
        "descrizione",
    ),
    "order": (
        "order number, order id, order no, order #, order name, amazon order id",
        "bestellung, bestellnummer, bestell nr, bestellnr, auftrag, auftragsnummer, auftrags nr, auftragsnr",
        "commande, numero de commande, n de commande, n commande, no commande, no de commande",
        "pedido, numero de pedido, numero del pedido, n pedido, no pedido, n de pedido, no de pedido",
        "bestelling, bestelnummer, bestel nr, ordernummer, order nr",
        "ordine, numero ordine, numero d ordine, n ordine, id ordine",
    ),
    "channel": (
        "via, source, create channel, origin, medium",
        "kanal, eingangskanal, quelle, herkunft",
        "canal, origine, provenance",
        "origen, fuente, medio",
        "kanaal, bron, herkomst",
        "canale, fonte, provenienza",
    ),
    "opened": (
        "opened at, opened on, created at, created on, created time, create date, created date, date created, "
        "creation date, created, date opened, open date, received at, received on, date received, received, "
        "reported at, reported on, date reported, reported, submitted at, submitted on, submitted, date",
        "eroffnet am, geoffnet am, erstellt am, angelegt am, eingegangen am, eingangsdatum, erstellungsdatum, "
        "gemeldet am, eroffnet, geoffnet, erstellt, angelegt, eingang, eingegangen, gemeldet, datum",
        "ouvert le, cree le, recu le, date de creation, date d ouverture, date de reception, ouvert, cree, recu",
        "abierto el, creado el, recibido el, fecha de creacion, fecha de apertura, fecha de recepcion, abierto, "
        "creado, recibido, fecha",
        "geopend op, aangemaakt op, ontvangen op, gemeld op, aanmaakdatum, meldingsdatum, geopend, aangemaakt, "
        "ontvangen, gemeld",
        "aperto il, creato il, ricevuto il, data di creazione, data creazione, data di apertura, data apertura, "
        "aperto, creato, ricevuto, data",
    ),
    "promise": (
        "promise text, what was promised, commitment",
        "zusage, versprechen, versprochen",
        "promesse, engagement",
        "promesa, compromiso",
        "belofte, toezegging",
        "promessa, impegno",
    ),
    "due": (
        "due date, due at, due on, due by, due time, due by time, date due, deadline, target date, target, "
        "promised for, "
        "promised by, promised",
        "fallig am, fallig bis, fallig, falligkeit, falligkeitsdatum, frist, zugesagt bis, zugesagt fur, "
        "versprochen bis, versprochen fur, zu erledigen bis",
        "echeance, date d echeance, date limite, promis pour, promis le, a faire avant",
        "vencimiento, fecha de vencimiento, vence el, vence, fecha limite, plazo, prometido para",
        "vervaldatum, vervalt op, uiterlijk, toegezegd voor, beloofd voor",
        "scadenza, data di scadenza, data scadenza, scade il, scade, promesso per, entro il",
    ),
    "kept": (
        "done at, done on, done, completed at, completed on, date completed, completion date, completed, fulfilled at",
        "gehalten am, erledigt am, fertig am, gehalten, erledigt, fertig",
        "tenu le, fait le, acheve le, realise le, tenu, fait, acheve, realise",
        "cumplido el, hecho el, completado el, cumplido, hecho, completado",
        "nagekomen op, gedaan op, afgehandeld op, voltooid op, nagekomen, gedaan, afgehandeld, voltooid",
        "mantenuto il, fatto il, completato il, evaso il, mantenuto, fatto, completato, evaso",
    ),
    "closed": (
        "closed at, closed on, closed time, close date, closed date, date closed, resolved at, resolved on, "
        "resolved time, resolved date, date resolved, resolution date, resolved, solved at, solved on, solved, "
        "finished",
        "geschlossen am, abgeschlossen am, gelost am, abschlussdatum, geschlossen, abgeschlossen, gelost",
        "ferme le, cloture le, clos le, resolu le, date de cloture, date de fermeture, date de resolution, ferme, "
        "cloture, clos, resolu",
        "cerrado el, resuelto el, fecha de cierre, fecha de resolucion, cerrado, resuelto",
        "gesloten op, afgesloten op, opgelost op, sluitingsdatum, gesloten, afgesloten, opgelost",
        "chiuso il, risolto il, data di chiusura, data chiusura, chiuso, risolto",
    ),
    "owner": (
        "assignee, assigned to, case owner, ticket owner, agent, handled by",
        "zustandig, bearbeiter, bearbeiterin, sachbearbeiter, verantwortlich, zugewiesen an, betreuer",
        "responsable, assigne a, attribue a, traite par",
        "asignado a, agente, atendido por, encargado",
        "behandelaar, verantwoordelijke, toegewezen aan",
        "responsabile, assegnato a, gestito da, incaricato",
    ),
    "performer": (
        "performed by, carried out by, department, team, group",
        "ausgefuhrt von, abteilung, gruppe",
        "execute par, service, equipe",
        "ejecutado por, realizado por, departamento, equipo",
        "uitgevoerd door, afdeling, groep",
        "eseguito da, reparto, squadra, gruppo",
    ),
    "serial": (
        "serial number, serial no, serial #, imei",
        "seriennummer, serien nr, seriennr, geratenummer",
        "numero de serie, n de serie, no de serie, n serie",
        "numero serie",
        "serienummer, serie nr",
        "numero di serie, numero seriale, seriale, matricola",
    ),
    "quantity": (
        "qty, units, item quantity, quantity refund, lineitem quantity, quantity purchased, quantity ordered",
        "menge, anzahl, stuck, stuckzahl",
        "quantite, qte",
        "cantidad, unidades, cant",
        "aantal, stuks, hoeveelheid",
        "quantita, qta, pezzi",
    ),
    "bought": (
        "order date, purchase date, sale date, bought at, bought on, ordered at, ordered on, purchased at, "
        "purchased on, "
        "sold at, sold on, date ordered, date of purchase, created at, date created, ordered, purchased, sold, date",
        "bestelldatum, kaufdatum, auftragsdatum, verkaufsdatum, bestellt am, gekauft am, verkauft am, bestellt, "
        "gekauft, "
        "datum",
        "date de commande, date de la commande, date d achat, date de vente, commande le, achete le, vendu le",
        "fecha de pedido, fecha del pedido, fecha de compra, fecha de venta, comprado el, vendido el, fecha",
        "besteldatum, orderdatum, aankoopdatum, verkoopdatum, besteld op, gekocht op, verkocht op, besteld, gekocht",
        "data ordine, data dell ordine, data di acquisto, data acquisto, data di vendita, ordinato il, acquistato il, "
        "venduto il, data",
    ),
    "delivered": (
        "delivered at, delivered on, date delivered, arrived at, arrived on, arrived",
        "zugestellt am, geliefert am, angekommen am, zugestellt, geliefert, angekommen",
        "livre le, arrive le, livre",
        "entregado el, entregado",
        "geleverd op, bezorgd op, geleverd, bezorgd",
        "consegnato il, consegnato",
    ),
    "price": (
        "unit price, sale price, price each, price per unit, lineitem price, item cost",
        "preis, einzelpreis, stuckpreis, verkaufspreis, preis pro stuck",
        "prix, prix unitaire, prix de vente",
        "precio, precio unitario, precio de venta",
        "prijs, stuksprijs, stukprijs, eenheidsprijs, verkoopprijs, prijs per stuk",
        "prezzo, prezzo unitario, prezzo di vendita",
    ),
    "line_total": (
        "line total, item total, line amount, row total",
        "positionssumme, positionsbetrag, zeilensumme",
        "total ligne, total de la ligne, montant de la ligne",
        "total de linea, total linea, importe de linea",
        "regeltotaal, regelbedrag",
        "totale riga, importo riga",
    ),
    "cost": (
        "unit cost, cost each, cost price",
        "einkaufspreis, einstandspreis, ek preis, ek",
        "cout, cout unitaire, prix d achat, prix de revient",
        "coste, costo, coste unitario, costo unitario, precio de compra",
        "kostprijs, inkoopprijs",
        "prezzo di acquisto, prezzo d acquisto",
    ),
    "status": (
        "order status, financial status, payment status, item status, event type, status",
        "bestellstatus, auftragsstatus, zahlungsstatus",
        "statut, statut de la commande, statut du paiement, etat de la commande",
        "estado, estado del pedido, estado del pago",
        "bestelstatus, orderstatus, betaalstatus",
        "stato, stato ordine, stato dell ordine, stato del pagamento",
    ),
    "currency": (
        "currency code",
        "wahrung",
        "devise, monnaie",
        "moneda, divisa",
        "valuta",
        "",
    ),
}
"""By field, the words of each of LANGUAGES."""

KINDS = (
    "work, business, home, private, personal, other, main, primary, second, secondary, office, car, company, direct, "
    "geschaftlich, privat, arbeit, buro, zuhause, zentrale, travail, bureau, domicile, prive, autre, professionnel, "
    "trabajo, oficina, casa, otro, principal, particular, werk, thuis, kantoor, ander, zakelijk, ufficio, lavoro, altro"
)
"""Words beside that of an address or a number that say which of several it is."""
